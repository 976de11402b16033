import { connect } from 'node:net';

import { createTransport } from 'nodemailer';
import SMTPTransport from 'nodemailer/lib/smtp-transport';
import { z } from 'zod';

import { timeLeft } from '@/utils/base/current-request.server';
import { env, isLoopback } from '@/utils/base/env.server';
import { observeCall } from '@/utils/base/telemetry.server';

const DEADLINE_MS = 7_000;
/** What stays of a request's time to take the link of a failed mail back. */
const AFTERWARDS_MS = 2_000;

/** Neither the server, or who poses as it, nor the query of EMAIL_SERVER undoes it. */
const ALWAYS_TLS = { requireTLS: true, ignoreTLS: false, opportunisticTLS: false, secured: false };

/** For one mail. Its connection ends at the deadline, because nodemailer only limits silence. */
const transport = () =>
  new SMTPTransport({
    url: env().EMAIL_SERVER,
    // Its timer outlives a connection that ends before the greeting.
    greetingTimeout: DEADLINE_MS,
    getSocket({ host = 'localhost', port, secure }, done) {
      const left = Math.max(0, timeLeft() - AFTERWARDS_MS);
      const signal = AbortSignal.timeout(Math.min(DEADLINE_MS, left));
      const socket = connect({ host, port: Number(port ?? (secure ? 465 : 587)), signal });
      const fail = (error: Error) => done(error, undefined);
      socket.on('error', () => {}).once('error', fail);
      socket.once('connect', () => {
        done(null, {
          connection: socket.off('error', fail),
          ...(!isLoopback(host) && ALWAYS_TLS), // guard: mail-over-tls
        });
      });
    },
  });

export type Mail = z.infer<typeof mailSchema>;
export const mailSchema = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

/** Throws if the mail server does not accept the mail. */
export async function sendMail(
  kind: 'link' | 'change',
  mail: Mail & { messageId?: string },
): Promise<void> {
  const { EMAIL_FROM: from } = env();
  const envelope = { from: from.address, to: mail.to };
  await observeCall({ dependency: 'smtp', operation: kind }, () =>
    createTransport(transport()).sendMail({ ...mail, from, envelope }),
  );
}

export const siteHost = () => new URL(env().NEXTAUTH_URL).host;
