import { createElement } from 'react';

import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { db, table } from '@/utils/data/db.server';
import { tryOrRetry } from '@/utils/data/retry-in-background.server';
import { consume, giveBack, type LimitName } from '@/utils/limits/rate-limits.server';
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

/** Stores a link and mails it, unless there were too many mails. Throws if the mail does not leave. */
export async function sendLink(link: StoredLink, content: Omit<SignInMailProps, 'host'>) {
  if (!(await mayMail(mailboxOf(link.identifier)))) return; // guard: limit-mails-to-address
  try {
    // NextAuth would store and mail at the same time, and a mail could hold a link that does not work.
    await db().verificationToken.create({ data: link });
    await sendMail({ to: link.identifier, ...renderMail({ ...content, host: siteHost() }) });
  } catch (error) {
    await takeBack(link); // guard: take-link-back
    throw error;
  }
  log.info({ event: 'link_mailed' }); // guard: log-mailed-links
  // Not before: until the new mail has left, the user has only the older links.
  await tryOrRetry(() => keepNewest(link)); // guard: newest-link
}

const ADDRESS_LIMITS = ['mails_per_address', 'mails_per_address_and_day'] as const;

/** Counts a mail to the mailbox, unless there were too many. */
async function mayMail(mailbox: string): Promise<boolean> {
  const counted: LimitName[] = [];
  try {
    for (const name of ADDRESS_LIMITS) {
      await consume(name, mailbox);
      counted.push(name);
    }
    return true;
  } catch (error) {
    await discount(counted, mailbox);
    if (error instanceof AppError && error.code === 'too_many_requests') return false;
    throw error;
  }
}

const discount = (names: readonly LimitName[], mailbox: string) =>
  Promise.all(names.map((name) => tryOrRetry(() => giveBack(name, mailbox))));

const renderMail = (mail: SignInMailProps) => ({
  subject: `Sign in to ${mail.host}`,
  text: signInMailText(mail),
  html: mailHtml(createElement(SignInMail, mail)),
});

async function takeBack({ identifier, token }: StoredLink): Promise<void> {
  await tryOrRetry(() => db().verificationToken.deleteMany({ where: { token } }));
  await discount(ADDRESS_LIMITS, mailboxOf(identifier));
}

/** Of an address's links, the newest one stays. That may be another one, which was asked for meanwhile. */
const keepNewest = ({ identifier }: StoredLink) => db().$executeRaw`
  DELETE FROM ${table('VerificationToken')}
  WHERE "expires" < ${new Date()}
    OR "identifier" = ${identifier} AND ("expires", "token") < (
      SELECT "expires", "token" FROM ${table('VerificationToken')}
      WHERE "identifier" = ${identifier}
      ORDER BY "expires" DESC, "token" DESC LIMIT 1
    )`;
