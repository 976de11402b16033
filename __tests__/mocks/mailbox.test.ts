import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';

import getPort from 'get-port';
import { createTransport } from 'nodemailer';

import { startMailbox } from '@/mocks/mailbox/mailbox';

import { openTestMailbox, signInMail } from '../support/mocks/mailbox';

let box: Awaited<ReturnType<typeof openTestMailbox>>;

beforeEach(async () => {
  box = await openTestMailbox();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await box.remove();
});

test('the newest mail comes first', async () => {
  await box.send({ subject: 'First' });
  await box.send({ subject: 'Second' });

  expect(await box.subjects()).toEqual(['Second', 'First']);
  expect(box.mails().map(({ subject }) => subject)).toEqual(['Second', 'First']);
  expect(await box.read('/')).toMatch(/Second.*First/s);
});

test('a mail keeps its letters whatever their alphabet', async () => {
  await box.send({ to: 'адa@пример.example', subject: 'Grüße – 你好 ✉️', text: 'Zoë'.repeat(100) });

  expect(box.mails()[0]).toMatchObject({
    to: ['адa@пример.example'],
    subject: 'Grüße – 你好 ✉️',
    text: expect.stringMatching(/^(Zoë){100}\n$/),
  });
});

test('a mail is listed for everyone on its envelope, blind copies too', async () => {
  await box.send({ cc: 'grace@example.test', bcc: 'Alan@example.test', subject: 'To all three' });
  await box.send({ to: 'alan@example.test', subject: 'To Alan' });

  expect(await box.subjects('?to=ada@example.test')).toEqual(['To all three']);
  expect(await box.subjects('?to=alan@example.test')).toEqual(['To Alan', 'To all three']);
  expect(await box.subjects('?to=nobody@example.test')).toEqual([]);
});

test('a recipient that is no address is refused, and a good one beside it accepted', async () => {
  const sent = await box.send({
    envelope: { from: 'a@b.test', to: ['ada..x@example.test', 'ada@example.test'] },
  });

  expect(sent.rejected).toEqual(['ada..x@example.test']);
  expect(sent.accepted).toEqual(['ada@example.test']);
  expect(box.mails()[0]?.to).toEqual(['ada@example.test']);
});

test('a mail over 1 MB is refused, and one just under it accepted', async () => {
  await expect(box.send({ text: 'long line\n'.repeat(110_000) })).rejects.toMatchObject({
    responseCode: 552,
  });
  expect(box.mails()).toEqual([]);

  await box.send({ text: 'long line\n'.repeat(90_000) });
  expect(box.mails()).toHaveLength(1);
});

test('half a mail is not kept when its sender hangs up', async () => {
  const socket = connect(Number(new URL(box.smtpUrl()).port), '127.0.0.1');
  for (const line of ['', 'HELO me', 'MAIL FROM:<a@b.test>', 'RCPT TO:<c@d.test>', 'DATA']) {
    if (line) socket.write(`${line}\r\n`);
    await once(socket, 'data');
  }
  socket.end('Subject: Half\r\n\r\nA half');
  socket.resume();
  await once(socket, 'close');

  await box.send({ subject: 'Whole' });
  expect(await box.subjects()).toEqual(['Whole']);
});

const nested = Array.from(
  { length: 300 },
  (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}`,
);
const folded = ['Subject: Hello', ...Array.from({ length: 20_000 }, () => ' there'), '', 'Text'];

test.each([
  ['nests too deeply to be read', nested],
  ['is one long header', folded],
])('a mail that %s is refused, and the next one accepted', async (_what, lines) => {
  const envelope = { from: 'a@b.test', to: 'ada@example.test' };
  const transport = createTransport(box.smtpUrl());

  await expect(transport.sendMail({ envelope, raw: lines.join('\r\n') })).rejects.toMatchObject({
    responseCode: 554,
  });
  await box.send();
  expect(box.mails()).toHaveLength(1);
});

test.each(['PLAIN', 'LOGIN', 'CRAM-MD5'])(
  'any password does by %s, and none too',
  async (method) => {
    const withPassword = new URL(`?authMethod=${method}`, box.smtpUrl());
    withPassword.username = 'ada';
    withPassword.password = 'wrong';

    await createTransport(withPassword.href).verify();
    await box.send({ subject: 'With' }, withPassword.href);
    await box.send({ subject: 'Without' });
    expect(await box.subjects()).toEqual(['Without', 'With']);
  },
);

test('mails survive a restart', async () => {
  await box.send();
  const before = box.mails();

  await box.restart();
  expect(box.mails()).toEqual(before);
  expect(await box.read(await box.newest())).toContain('Sign in to Passkeys');
});

test('only the newest 200 mails are kept', async () => {
  await box.send({ subject: 'The oldest' });
  const transport = createTransport({ url: box.smtpUrl(), pool: true, maxConnections: 20 });
  const more = Array.from({ length: 199 }, () => transport.sendMail(signInMail));
  await Promise.all(more);
  expect(await box.subjects()).toHaveLength(200);
  expect(await box.subjects()).toContain('The oldest');

  await transport.sendMail({ ...signInMail, subject: 'The newest' });
  transport.close();
  const subjects = await box.subjects();
  expect(subjects).toHaveLength(200);
  expect(subjects[0]).toBe('The newest');
  expect(subjects).not.toContain('The oldest');
});

test('a mailbox with a damaged file warns once, starts empty, and accepts mail', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  await box.restart(() => writeFile(box.file, '[{ "id": 1 }'));
  expect(box.mails()).toEqual([]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining(`${box.file} is damaged`));
  await box.send();
  await box.restart();
  expect(box.mails()).toHaveLength(1);
  expect(warn).toHaveBeenCalledTimes(1);
});

test('a mailbox does not start if its file cannot be read, and starts if there is none', async () => {
  const folder = dirname(box.file);
  const start = (file: string) => startMailbox({ smtpPort: 0, webPort: 0, file });
  await expect(start(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  const other = await start(join(folder, 'others.json'));
  await other.close();
});

test('clearing the mailbox empties it for good', async () => {
  await box.send();
  const mail = await box.newest();
  expect((await box.get(mail)).status).toBe(200);

  expect((await box.get('/api/mails', { method: 'DELETE' })).status).toBe(204);
  expect((await box.get(mail)).status).toBe(404);
  expect((await box.get(`${mail}/html`)).status).toBe(404);

  await box.restart();
  expect(box.mails()).toEqual([]);
});

test('a mailbox whose web port is taken does not start, and leaves its mail port free', async () => {
  const webPort = Number(new URL(box.webUrl()).port);
  const smtpPort = await getPort();

  await expect(startMailbox({ smtpPort, webPort })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const other = await startMailbox({ smtpPort, webPort: 0 });
  expect(other.smtpUrl).toBe(`smtp://127.0.0.1:${smtpPort}`);
  await other.close();
});
