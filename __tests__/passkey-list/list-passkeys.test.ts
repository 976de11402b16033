import { http, HttpResponse } from 'msw';

import { callsDuring } from '../support/authsignal/calls';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { createBrowser } from '../support/user/software-authenticator';
import { startTestApp, type TestApp } from '../support/app/test-app';

const LIST_URL = 'https://authsignal.test/v1/users/:id/authenticators';

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ada = await personWithPasskey(app);
});
afterEach(() => app.authsignal.resetHandlers());
afterAll(() => app.close());

/** Adds a passkey from another device to the account of the person. */
async function addPasskey(person: Person, device = createBrowser(app.tenant)) {
  const token = await device.signUp({ token: await person.enrolmentToken() });
  await person.confirm(token);
}

test('a passkey is listed with its provider, its icons and where it was made, newest first', async () => {
  await app.withClockOff(60_000, () => addPasskey(ada));
  const [newest, oldest] = await ada.passkeys();

  expect(Date.parse(newest?.createdAt ?? '')).toBeGreaterThan(Date.parse(oldest?.createdAt ?? ''));
  expect(oldest).toEqual({
    id: expect.any(String),
    credentialId: expect.stringMatching(/^[\w-]+$/),
    name: 'Chrome virtual authenticator',
    provider: 'Chrome virtual authenticator',
    icon: {
      light: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
      dark: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
    },
    madeWith: 'Chrome on Mac OS',
    createdAt: expect.any(String),
    lastUsedAt: null,
    synced: expect.any(Boolean),
    openedThisSession: false,
  });
});

test('an icon that is no image of its own is left out, and the passkey is listed', async () => {
  const [passkey] = await ada.passkeys();
  const name = 'Security Key NFC by Yubico - Enterprise Edition (Enterprise Profile)';
  const icons = [
    'https://tracker.example/a.svg',
    '<svg onload="x"/>',
    'data:text/html;base64,PHA+',
  ];
  for (const icon of icons) {
    const authenticator = {
      userAuthenticatorId: passkey?.id,
      verificationMethod: 'PASSKEY',
      createdAt: passkey?.createdAt,
      webauthnCredential: {
        aaguidMapping: { name, svgIconLight: icon, svgIconDark: icon },
      },
    };
    app.authsignal.use(
      http.get(LIST_URL, () => HttpResponse.json([authenticator]), { once: true }),
    );
    expect(await ada.passkeys()).toMatchObject([{ provider: name, icon: null }]);
  }
});

test('an id that would lead elsewhere at Authsignal is no list at all', async () => {
  const [passkey] = await ada.passkeys();
  const listing = (userAuthenticatorId: unknown) => {
    const { createdAt } = passkey ?? {};
    const authenticator = { userAuthenticatorId, verificationMethod: 'PASSKEY', createdAt };
    app.authsignal.use(
      http.get(LIST_URL, () => HttpResponse.json([authenticator]), { once: true }),
    );
    return ada.call('GET', '/api/passkeys');
  };
  expect(await listing('../../users/somebody')).toMatchObject({ status: 503 });
  expect(await listing(passkey?.id)).toMatchObject({ status: 200 });
});

test('in each session the passkey that opened it is known, by Authsignal’s word', async () => {
  const phone = createBrowser(app.tenant);
  await app.withClockOff(60_000, () => addPasskey(ada, phone));
  const [onPhone, onLaptop] = (await ada.passkeys()).map(({ id }) => id);
  const visits = [newPerson(app, phone), newPerson(app, ada.browser)];
  for (const visit of visits) {
    const token = await visit.browser.signIn();
    // The sign-in itself makes no call for it.
    expect(await callsDuring(app, () => visit.bring(token))).toHaveLength(1);
  }

  const opened = async (person: Person) =>
    (await person.passkeys()).filter((one) => one.openedThisSession).map(({ id }) => id);
  expect(await Promise.all([...visits, ada].map(opened))).toEqual([[onPhone], [onLaptop], []]);

  // Once is enough: afterwards the register knows.
  expect(await callsDuring(app, () => ada.passkeys())).toHaveLength(1);
  const where = { authenticatorId: onPhone };
  expect(await app.db().session.count({ where })).toBe(1);
});

test('passkeys are listed where Authsignal cannot say which one opened the session', async () => {
  await ada.bring(await ada.browser.signIn());
  const url = 'https://authsignal.test/v1/users/:id/actions';
  app.authsignal.use(http.get(url, () => HttpResponse.json({}, { status: 500 })));
  expect(await ada.passkeys()).toMatchObject([{ openedThisSession: false }]);

  app.authsignal.resetHandlers();
  expect(await ada.passkeys()).toMatchObject([{ openedThisSession: true }]);
});
