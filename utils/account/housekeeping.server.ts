import { inBackground } from '@/utils/base/current-request.server';
import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { changeName } from '@/utils/change-mails/change-origin.server';
import { sendUnsent } from '@/utils/change-mails/outbox.server';
import { db } from '@/utils/data/db.server';
import { deleteUser } from '@/utils/passkey-list/users.server';

const EVERY_MS = 5 * 60_000;
/** Longer than an enrolment may be under way: a token to enrol with lives ten minutes. */
const SWEEP_FOR_MS = 20 * 60_000;

/** Does the housekeeping every five minutes. On a serverless host, pages/api/housekeeping.ts is called for it. */
export function keepHouse(): void {
  setInterval(() => inBackground(doHousekeeping), EVERY_MS).unref();
}

/** What no request waits for. It is idempotent, and may run in several processes at once. Throws if a part fails. */
export async function doHousekeeping(): Promise<void> {
  // First, because mails may take long.
  const swept = sweepDeletedAccounts();
  await swept.catch(() => {});
  await sendUnsent();
  await swept;
}

/**
 * Deletes the users of the last twenty minutes' deletions at Authsignal again, because an enrolment that was under
 * way has created them there anew.
 */
async function sweepDeletedAccounts(): Promise<void> {
  const kind = `${changeName('account_deleted', '')}:`;
  const deleted = await db().accountMail.findMany({
    where: { change: { startsWith: kind }, createdAt: { gt: new Date(Date.now() - SWEEP_FOR_MS) } },
    select: { change: true },
  });
  const userIds = deleted.map(({ change }) => change.slice(kind.length));
  await Promise.all(userIds.map((id) => deleteUser(id, passkeySettings))); // guard: sweep-after-deletion
}
