import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';

import { SMTPServer } from 'smtp-server';

import { setAppEnvironment } from '../support/app/environment';

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => void server.close()));

/** One that other machines use too, so that what goes to it may cross a network. */
const ownAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

/** Skipped on a machine without a network. */
const onNetwork = ownAddress ? test.each : test.skip.each;

/** A mail server that speaks no TLS, or who poses as one, and what is said to it. */
async function listenInTheClear() {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {}).write('220 mail.example.com\r\n');
    socket.on('data', (chunk) => {
      const line = chunk.toString();
      heard.push(line);
      if (line.startsWith('EHLO')) socket.write('250-mail.example.com\r\n250 AUTH PLAIN\r\n');
      else if (line.startsWith('STARTTLS')) socket.write('502 Not here\r\n');
      else if (line.startsWith('AUTH')) socket.write('235 Welcome\r\n');
      else if (line.startsWith('DATA')) socket.write('354 Go on\r\n');
      else socket.write('250 OK\r\n');
    });
  });
  return { ...(await listen(server)), heard };
}

/** A mail server that speaks TLS, with a certificate that no authority has signed. */
async function listenWithTls(options: { secure?: boolean } = {}) {
  const mails: string[] = [];
  const smtp = new SMTPServer({
    ...options,
    logger: false,
    authMethods: ['PLAIN'],
    onAuth: ({ username }, _session, callback) => callback(null, { user: username }),
    onData(stream, { secure }, callback) {
      mails.push(secure ? 'over TLS' : 'in the clear');
      stream.resume().once('end', callback);
    },
  });
  smtp.on('error', () => {});
  return { ...(await listen(smtp.server)), mails };
}

async function listen(server: Server) {
  server.listen(0, '0.0.0.0');
  await once(server, 'listening');
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { at: (host = '') => `user:smtp-password@${host}:${port}` };
}

/** Sends a mail to the server that EMAIL_SERVER names. */
async function mailBy(emailServer: string): Promise<'sent' | 'not sent'> {
  setAppEnvironment();
  process.env.EMAIL_SERVER = emailServer;
  jest.resetModules();
  const { sendMail } = await import('@/utils/mail/send-mail.server');
  const mail = { to: 'ada@example.com', subject: 'Sign in', text: 'the-link', html: 'the-link' };
  return sendMail('link', mail).then(
    () => 'sent',
    () => 'not sent',
  );
}

onNetwork([
  ['as it is', ''],
  ['told to ignore TLS', '?ignoreTLS=true'],
  ['told not to require TLS', '?requireTLS=false'],
  ['told to take TLS if it can', '?opportunisticTLS=true'],
])(
  'a mail server elsewhere that speaks no TLS hears no password and no link: %s',
  async (_how, query) => {
    const { at, heard } = await listenInTheClear();
    expect(await mailBy(`smtp://${at(ownAddress)}/${query}`)).toBe('not sent');
    expect(heard.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS\r\n']);
  },
);

onNetwork([
  ['as it is', ''],
  ['told that the connection is secured', '?secured=true'],
])('smtps:// speaks nothing but TLS: %s', async (_how, query) => {
  const { at, heard } = await listenInTheClear();
  expect(await mailBy(`smtps://${at(ownAddress)}/${query}`)).toBe('not sent');
  expect(heard.join('')).not.toMatch(/EHLO|AUTH/);
});

onNetwork([
  ['smtp', false],
  ['smtps', true],
])('a mail server elsewhere that speaks TLS gets the mail: %s', async (scheme, secure) => {
  const { at, mails } = await listenWithTls({ secure });
  expect(await mailBy(`${scheme}://${at(ownAddress)}`)).toBe('not sent');
  expect(mails).toEqual([]);
  // Its certificate is good for another name.
  expect(await mailBy(`${scheme}://${at(ownAddress)}/?tls.rejectUnauthorized=false`)).toBe('sent');
  expect(mails).toEqual(['over TLS']);
});

test.each(['127.0.0.1', 'localhost'])(
  'a mail server on this machine, at %s, need not speak TLS',
  async (host) => {
    const { at, heard } = await listenInTheClear();
    expect(await mailBy(`smtp://${at(host)}`)).toBe('sent');
    expect(heard.join('')).toContain('the-link');
  },
);
