import { db } from '@/utils/data/db.server';
import { AppError } from '@/utils/base/errors';
import { tryOrRetry } from '@/utils/data/retry-in-background.server';
import { consume, giveBack, type LimitName } from '@/utils/limits/rate-limits.server';
import { sendSignInMail } from '@/utils/links/sign-in-mail.server';

/** A link as the database knows it: by the hash of its token. */
interface StoredLink {
  identifier: string;
  token: string;
  expires: Date;
}

/** Both are counted before the mail leaves, and given back where it does not. */
const ADDRESS_LIMITS = ['mails_per_address', 'mails_per_address_and_day'] as const;

/** Counts a mail to the address; false, and nothing counted, where there were too many. */
export async function mayMail(address: string): Promise<boolean> {
  const counted: LimitName[] = [];
  try {
    for (const name of ADDRESS_LIMITS) {
      await consume(name, address);
      counted.push(name);
    }
    return true;
  } catch (error) {
    await discount(counted, address);
    if (error instanceof AppError && error.code === 'too_many_requests') return false;
    throw error;
  }
}

/**
 * Mails a link. NextAuth would store its token at the same time; here that is done first, so that no
 * mail holds a dead link, and undone where the mail does not leave. Older links work until it has left:
 * who gets no new one goes on with what is there.
 */
export async function sendLink(
  link: StoredLink,
  mail: Parameters<typeof sendSignInMail>[1],
): Promise<void> {
  try {
    await db().verificationToken.create({ data: link });
    await sendSignInMail(link.identifier, mail);
  } catch (error) {
    await takeBack(link); // guard: take-link-back
    throw error;
  }
  await tryOrRetry(() => removeOlder(link)); // guard: newest-link
}

/** Nobody has the link: it works for nobody, and does not count. */
async function takeBack({ identifier, token }: StoredLink) {
  await tryOrRetry(() => db().verificationToken.deleteMany({ where: { token } }));
  await discount(ADDRESS_LIMITS, identifier);
}

const discount = (names: readonly LimitName[], address: string) =>
  Promise.all(names.map((name) => tryOrRetry(() => giveBack(name, address))));

/** Removes the older links for the address, and everybody's expired ones. */
async function removeOlder({ identifier, expires }: StoredLink) {
  await db().verificationToken.deleteMany({
    where: {
      OR: [{ identifier, expires: { lt: expires } }, { expires: { lt: new Date() } }],
    },
  });
}
