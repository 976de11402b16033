import { openTestMailbox } from '../support/mocks/mailbox';

let box: Awaited<ReturnType<typeof openTestMailbox>>;

beforeEach(async () => {
  box = await openTestMailbox();
  await box.send({ subject: 'Sign in to Passkeys' });
  await box.send({ subject: 'GRÜSSE (50% off)', to: 'grace@example.test' });
});

afterEach(() => box.remove());

test.each([
  ['sign IN', ['Sign in to Passkeys']],
  ['grüsse (', ['GRÜSSE (50% off)']],
  ['s', ['GRÜSSE (50% off)', 'Sign in to Passkeys']],
  ['', ['GRÜSSE (50% off)', 'Sign in to Passkeys']],
  ['.*', []],
])('a search for “%s” finds the mails with it in their subject', async (subject, found) => {
  const query = `?${new URLSearchParams({ subject })}`;
  expect(await box.subjects(query)).toEqual(found);

  const page = await box.read(`/${query}`);
  for (const each of await box.subjects())
    expect(page.includes(`>${each}</a>`)).toBe(found.includes(each));
  expect(page.includes('No mail found')).toBe(found.length === 0);
});

test('recipient and subject together narrow the search', async () => {
  expect(await box.subjects('?to=grace@example.test&subject=off')).toEqual(['GRÜSSE (50% off)']);
  expect(await box.subjects('?to=grace@example.test&subject=sign')).toEqual([]);
  expect(await box.subjects('?to=ada@example.test&subject=off')).toEqual([]);
});

test('the search is a plain form that keeps what was typed, and leads back to all mails', async () => {
  const page = await box.read('/?subject=%22%3E%3Cscript%3E');
  expect(page).toMatch(/<input [^>]*name="subject"[^>]*value="&#34;&#62;&#60;script&#62;"/);
  expect(page).toContain('<a href="/">All mails</a>');
  expect(page).not.toContain('<script');
  expect((await box.get('/')).headers.get('content-security-policy')).toContain(
    "form-action 'self'",
  );
  expect(await box.read('/')).not.toContain('All mails');
});

test('a page of search results does not reload while its reader types, and still tells of new mail', async () => {
  const page = await box.read('/?subject=nothing');
  expect(page).not.toContain('http-equiv="refresh"');
  expect(page).toContain(`src="/news?since=${box.mails()[0]?.id}"`);
});
