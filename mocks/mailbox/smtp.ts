import { SMTPServer, type SMTPServerDataStream, type SMTPServerEnvelope } from 'smtp-server';

import { listen } from './listen';
import type { Mail } from './mail';
import { readMail } from './read-mail';

const MAX_BYTES = 1024 * 1024;

type Options = { host: string; port: number; deliver: (mail: Mail) => void };

/**
 * Starts an SMTP server that accepts every mail, with any password or none. It offers no STARTTLS,
 * because clients would reject a certificate that they cannot check.
 */
export async function startSmtp({ host, port, deliver }: Options) {
  const smtp = new SMTPServer({
    name: 'mailbox',
    size: MAX_BYTES,
    authOptional: true,
    authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username ?? 'someone' }),
    onData(stream, session, callback) {
      receive(stream, session.envelope)
        .then(deliver)
        .then(() => callback(null), callback);
    },
  });

  // A client that disconnects in the middle of a mail must not end the process.
  smtp.on('error', () => {});

  return {
    port: await listen(smtp.server, port, host),
    close: () => new Promise<void>((resolve) => smtp.close(resolve)),
  };
}

async function receive(stream: SMTPServerDataStream, { mailFrom, rcptTo }: SMTPServerEnvelope) {
  const bytes = await readBytes(stream);
  const from = mailFrom ? mailFrom.address : '';
  const to = rcptTo.map(({ address }) => address);

  return readMail(bytes, { from, to }).catch(() => {
    throw refusal(554, 'The mail is malformed');
  });
}

/** Throws if the mail is over the limit, but only at its end, so that the client gets the answer. */
async function readBytes(stream: SMTPServerDataStream) {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (!stream.sizeExceeded) chunks.push(Buffer.from(chunk));
  }

  if (stream.sizeExceeded) throw refusal(552, 'The mail is over 1 MB');
  return Buffer.concat(chunks);
}

function refusal(responseCode: number, message: string) {
  return Object.assign(new Error(message), { responseCode });
}
