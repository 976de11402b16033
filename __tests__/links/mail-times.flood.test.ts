import { Client } from 'pg';

import { startMailbox } from '@/mocks/mailbox/mailbox';

import { startFaultProxy } from '../support/faults/fault-proxy';
import { slow } from '../support/faults/faults';
import { inTurn } from '../support/app/limits';
import { type Answer, newPerson } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let smtp: Awaited<ReturnType<typeof startFaultProxy>>;
beforeAll(async () => {
  mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });
  smtp = await startFaultProxy(mailbox.smtpUrl, slow(50));
  app = await startTestApp({ env: { EMAIL_SERVER: smtp.url } });
});
afterAll(async () => {
  await app.close();
  await smtp.close();
  await mailbox.close();
});

/** What it takes to ask for a link to the address: milliseconds, queries, mails. */
async function costOf(address: string) {
  const person = newPerson(app);
  const { csrfToken } = (await person.call('GET', '/api/auth/csrf')).body;
  const body = new URLSearchParams({ csrfToken: String(csrfToken), email: address });
  const mails = mailbox.mails().length;
  const query = jest.spyOn(Client.prototype, 'query');
  const begun = performance.now();

  const answer: Answer = await person.call('POST', '/api/auth/signin/email', { body });
  const cost = {
    time: performance.now() - begun,
    queries: query.mock.calls.length,
    mails: mailbox.mails().length - mails,
  };
  query.mockRestore();
  expect(answer.headers.get('location')).toContain('/verify-request');
  return cost;
}

test('a known and an unknown address cost the same: as many queries, and one mail', async () => {
  const [ada, bob] = [newPerson(app), newPerson(app)];
  await app.db().user.create({ data: { email: ada.address } });
  // What is done once a minute is done.
  await costOf(newPerson(app).address);

  const [known, unknown] = [await costOf(ada.address), await costOf(bob.address)];
  expect(known).toMatchObject({ mails: 1, queries: unknown.queries });
  expect(unknown.mails).toBe(1);
  expect(known.queries).toBeGreaterThan(3);
});

test('a limited request sends no mail, and takes as long as one that does', async () => {
  const ada = newPerson(app);
  const sent = await inTurn(3, () => costOf(ada.address));
  const limited = await inTurn(3, () => costOf(ada.address));
  expect(sent.map(({ mails }) => mails)).toEqual([1, 1, 1]);
  expect(limited.map(({ mails }) => mails)).toEqual([0, 0, 0]);

  const times = (costs: { time: number }[]) => costs.map(({ time }) => time);
  // The mail server alone takes more than half a second.
  expect(Math.min(...times(sent))).toBeGreaterThan(500);
  expect(Math.min(...times(limited))).toBeGreaterThan(500);
});
