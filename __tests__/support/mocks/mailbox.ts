import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTransport, type SendMailOptions } from 'nodemailer';
import { z } from 'zod';

import { startMailbox } from '@/mocks/mailbox/mailbox';

export const LINK = 'http://localhost:3000/signin/confirm?token=abc&email=ada%40example.test';

export const signInMail = {
  from: 'Passkeys <no-reply@example.test>',
  to: 'ada@example.test',
  subject: 'Sign in to Passkeys',
  text: `Follow this link to sign in (${LINK}).`,
  html: `<p><a href="${LINK.replace('&', '&amp;')}">Sign in</a></p>`,
} satisfies SendMailOptions;

const listed = z.object({ mails: z.array(z.object({ id: z.string(), subject: z.string() })) });

/** A mailbox on free ports with a file of its own, and what a test does with it. */
export async function openTestMailbox() {
  const folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  const file = join(folder, 'mails.json');
  const start = () => startMailbox({ smtpPort: 0, webPort: 0, file });
  let mailbox = await start();

  const get = (path: string, init?: RequestInit) => fetch(mailbox.webUrl + path, init);
  const list = async (query = '') =>
    listed.parse(await (await get(`/api/mails${query}`)).json()).mails;

  return {
    file,
    get,
    smtpUrl: () => mailbox.smtpUrl,
    webUrl: () => mailbox.webUrl,
    mails: () => mailbox.mails(),
    read: async (path: string) => (await get(path)).text(),
    subjects: async (query?: string) => (await list(query)).map(({ subject }) => subject),

    /** Sends the sign-in mail with some of it changed. */
    send: (changes: SendMailOptions = {}, smtpUrl = mailbox.smtpUrl) =>
      createTransport(smtpUrl).sendMail({ ...signInMail, ...changes }),

    /** The page of the newest mail. */
    async newest() {
      const [mail] = await list();
      return `/mails/${mail?.id}`;
    },

    /** Ends the mailbox, lets something happen meanwhile, and starts it from its file. */
    async restart(meanwhile?: () => Promise<void>) {
      await mailbox.close();
      await meanwhile?.();
      mailbox = await start();
    },

    async remove() {
      await mailbox.close();
      await rm(folder, { recursive: true });
    },
  };
}
