import { connect } from 'node:net';

import { createTransport } from 'nodemailer';
import SMTPTransport from 'nodemailer/lib/smtp-transport';

import { env } from '@/utils/base/env.server';
import { timeLeft } from '@/utils/base/current-request.server';

/** How long a mail may take in all, however slowly the server speaks. */
const DEADLINE_MS = 7_000;
/** What the request keeps for afterwards: the link of a mail that does not leave is taken back. */
const AFTERWARDS_MS = 2_000;

/**
 * A transport for one mail. nodemailer's own limits are on silence, and a server that says a letter
 * now and then keeps them for ever. Here the connection ends when the time is up, whatever it does.
 */
const transport = () =>
  new SMTPTransport({
    url: env().EMAIL_SERVER,
    // Its timer outlives a connection that ends before the greeting.
    greetingTimeout: DEADLINE_MS,
    getSocket({ host, port, secure }, done) {
      const left = Math.max(0, timeLeft() - AFTERWARDS_MS);
      const signal = AbortSignal.timeout(Math.min(DEADLINE_MS, left));
      const socket = connect({ host, port: Number(port ?? (secure ? 465 : 587)), signal });
      const fail = (error: Error) => done(error, undefined);
      socket.on('error', () => {}).once('error', fail);
      socket.once('connect', () => done(null, { connection: socket.off('error', fail) }));
    },
  });

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Sends a mail. Throws where the mail server does not take it. */
export async function sendMail(mail: Mail & { messageId?: string }): Promise<void> {
  const { EMAIL_FROM: from } = env();
  await createTransport(transport()).sendMail({
    ...mail,
    from,
    envelope: { from: from.address, to: mail.to },
  });
}

/** The site, as mails name it. */
export const siteHost = () => new URL(env().NEXTAUTH_URL).host;
