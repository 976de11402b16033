import { readFile, writeFile } from 'node:fs/promises';

import { createTransport } from 'nodemailer';
import { z } from 'zod';

import { openTestMailbox } from '../support/mocks/mailbox';

let box: Awaited<ReturnType<typeof openTestMailbox>>;

beforeEach(async () => {
  box = await openTestMailbox();
});

afterEach(() => box.remove());

const answer = z.object({ mails: z.array(z.record(z.string(), z.unknown())) });
const newestOfApi = async () =>
  answer.parse(await (await box.get('/api/mails')).json()).mails[0] ?? {};

test('a mail shows who gets a copy, and no blind copy among them', async () => {
  await box.send({ cc: ['Grace <grace@example.test>', 'alan@example.test'], bcc: 'eve@b.test' });

  const cc = ['Grace <grace@example.test>', 'alan@example.test'];
  expect(await newestOfApi()).toMatchObject({ cc });
  const page = await box.read(await box.newest());
  expect(page).toMatch(
    /<dt>Cc<\/dt>\s*<dd>Grace &#60;grace@example.test&#62;, alan@.*<dt>Received</s,
  );

  await box.send({ cc: undefined });
  expect(await newestOfApi()).toMatchObject({ cc: [] });
  expect(await box.read(await box.newest())).not.toContain('<dt>Cc</dt>');
});

test('a mail shows all its headers in their order, repeated ones too', async () => {
  const raw =
    'X-First: <b>1</b>\r\nX-Twice: 2\r\nX-Twice: a\r\n folded\r\nSubject: Hello\r\n\r\nText';
  const envelope = { from: 'a@b.test', to: 'ada@example.test' };
  await createTransport(box.smtpUrl()).sendMail({ envelope, raw });

  expect(await newestOfApi()).toMatchObject({
    headers: [
      { name: 'X-First', value: '<b>1</b>' },
      { name: 'X-Twice', value: '2' },
      { name: 'X-Twice', value: 'a folded' },
      { name: 'Subject', value: 'Hello' },
    ],
  });
  expect(await box.read(await box.newest())).toMatch(
    /X-First<\/dt>\s*<dd>&#60;b&#62;1.*X-Twice<\/dt>\s*<dd>2.*X-Twice<\/dt>\s*<dd>a folded/s,
  );
});

test('an attachment is shown by name, type and size, and its content is not in the list', async () => {
  const content = Buffer.alloc(1234, 7);
  const attachments = [
    { filename: 'Rechnung für <b>.pdf', contentType: 'application/pdf', content },
    { filename: false as const, contentType: 'text/csv', content: 'a,b' },
  ];
  await box.send({ attachments });

  const mail = await newestOfApi();
  expect(mail.attachments).toEqual([
    { name: 'Rechnung für <b>.pdf', type: 'application/pdf', size: 1234 },
    { name: '', type: 'text/csv', size: 3 },
  ]);
  expect(mail).not.toHaveProperty('raw');
  const page = await box.read(await box.newest());
  expect(page).toMatch(/Rechnung für &#60;b&#62;.pdf\s+<span.*>application\/pdf, 1,234 bytes</);
  expect(page).toMatch(/\(no name\)\s+<span.*>text\/csv, 3 bytes</);

  await box.send();
  expect(await newestOfApi()).toMatchObject({ attachments: [] });
  expect(await box.read(await box.newest())).not.toContain('Attachments');
});

test('the raw source is the mail as received, byte for byte, as plain text', async () => {
  const [head, tail] = ['Subject: Hi\r\n\r\n<script>x</script>\r\n.dot\r\n', '\r\n'];
  const raw = Buffer.concat([
    Buffer.from(head),
    Buffer.from([0xe4, 0xff, 0x01]),
    Buffer.from(tail),
  ]);
  const envelope = { from: 'a@b.test', to: 'ada@example.test' };
  await createTransport(box.smtpUrl()).sendMail({ envelope, raw });
  await box.restart();

  const source = `${await box.newest()}/raw`;
  expect(await box.read(await box.newest())).toContain(`<a href="${source}">Raw source</a>`);
  const response = await box.get(source);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await response.arrayBuffer())).toEqual(raw);
  expect((await box.get('/mails/other/raw')).status).toBe(404);
});

test('mails that were kept before all this are still shown, without a raw source', async () => {
  await box.send();
  const old = ['id', 'to', 'from', 'subject', 'text', 'html', 'receivedAt'];
  await box.restart(async () => {
    const mails = z
      .array(z.record(z.string(), z.unknown()))
      .parse(JSON.parse(await readFile(box.file, 'utf8')));
    const kept = mails.map((mail) => Object.fromEntries(old.map((name) => [name, mail[name]])));
    await writeFile(box.file, JSON.stringify(kept));
  });

  expect(await newestOfApi()).toMatchObject({ cc: [], headers: [], attachments: [] });
  const page = await box.read(await box.newest());
  expect(page).toContain('Sign in to Passkeys');
  expect(page).not.toMatch(/Cc|Attachments|All headers|Raw source/);
  expect((await box.get(`${await box.newest()}/raw`)).status).toBe(404);
});
