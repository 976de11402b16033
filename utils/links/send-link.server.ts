import { createElement } from 'react';

import { currentRequest } from '@/utils/base/current-request.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { db, table } from '@/utils/data/db.server';
import { createPurge } from '@/utils/data/purge.server';
import { tryOrRetry } from '@/utils/data/retry-in-background.server';
import { consume } from '@/utils/limits/rate-limits.server';
import { mailboxOf } from '@/utils/links/email-address';
import { SignInMail, signInMailText, type SignInMailProps } from '@/utils/links/sign-in-mail';
import { mailHtml } from '@/utils/mail/mail-html.server';
import { sendMail, siteHost } from '@/utils/mail/send-mail.server';

/** A link as the database stores it: by the hash of its token. */
interface StoredLink {
  identifier: string;
  token: string;
  expires: Date;
}

const purge = createPurge('VerificationToken', 'expires');

/** By request: the hash of the link that was mailed for it. */
const mailed = new WeakMap<object, string>();

/** The hash of the link that this request has mailed. Undefined if there were too many mails. */
export const mailedLink = (req: object): string | undefined => mailed.get(req);

/** Stores a link and mails it, unless there were too many mails. Throws if the mail does not leave. */
export async function sendLink(link: StoredLink, content: Omit<SignInMailProps, 'host'>) {
  const counted = await countMail(mailboxOf(link.identifier));
  if (!counted) return; // guard: limit-mails-to-address
  try {
    // NextAuth would store and mail at the same time, and a mail could hold a link that does not work.
    await db().verificationToken.create({ data: link });
    await sendMail('link', {
      to: link.identifier,
      ...renderMail({ ...content, host: siteHost() }),
    });
  } catch (error) {
    await takeBack(link, counted); // guard: take-link-back
    throw error;
  }
  mailed.set(currentRequest() ?? link, link.token);
  log.info({ event: 'link_mailed' }); // guard: log-mailed-links
  // Not before: until the new mail has left, the user has only the older links.
  await tryOrRetry(() => keepNewest(link)); // guard: newest-link
  await purge();
}

type GiveBack = () => Promise<void>;

/** Counts a mail to the mailbox, and resolves to what takes that back; to undefined if there were too many. */
async function countMail(mailbox: string): Promise<GiveBack[] | undefined> {
  const counted: GiveBack[] = [];
  try {
    counted.push(await consume('mails_per_address', mailbox));
    counted.push(await consume('mails_per_address_and_day', mailbox));
    return counted;
  } catch (error) {
    await discount(counted);
    if (error instanceof AppError && error.code === 'too_many_requests') return undefined;
    throw error;
  }
}

const discount = (counted: GiveBack[]) =>
  Promise.all(counted.map((giveBack) => tryOrRetry(giveBack)));

const renderMail = (mail: SignInMailProps) => ({
  subject: `Sign in to ${mail.host}`,
  text: signInMailText(mail),
  html: mailHtml(createElement(SignInMail, mail)),
});

async function takeBack({ token }: StoredLink, counted: GiveBack[]): Promise<void> {
  await tryOrRetry(() => db().verificationToken.deleteMany({ where: { token } }));
  await discount(counted);
}

/** Of an address's links, the newest one stays. That may be another one, which was asked for meanwhile. */
const keepNewest = ({ identifier }: StoredLink) => db().$executeRaw`
  DELETE FROM ${table('VerificationToken')}
  WHERE "identifier" = ${identifier} AND ("expires", "token") < (
    SELECT "expires", "token" FROM ${table('VerificationToken')}
    WHERE "identifier" = ${identifier}
    ORDER BY "expires" DESC, "token" DESC LIMIT 1
  )`;
