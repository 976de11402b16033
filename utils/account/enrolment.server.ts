import type { NextApiRequest } from 'next';
import type { Session } from 'next-auth';

import { spendOnce } from '@/utils/account/spend-once.server';
import { log } from '@/utils/base/log.server';
import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { changeName, recordRequester } from '@/utils/change-mails/change-origin.server';
import { sendMailsForNewPasskeys } from '@/utils/change-mails/report-change.server';
import { clientAddress } from '@/utils/base/client-address.server';
import { listPasskeys } from '@/utils/account/passkeys.server';
import {
  hasJustBegun,
  isRecent,
  requireRecentSignIn,
} from '@/utils/sessions/recent-sign-in.server';
import { consume } from '@/utils/limits/rate-limits.server';
import * as core from '@/utils/passkeys/enrolment.server';
import { deviceOf } from '@/utils/passkeys/routes.server';
import { ENROL_ACTION } from '@/utils/passkeys/settings.server';

/**
 * Throws `reauthentication_required` if the sign-in is too old. A newcomer by GitHub or Google may create a first
 * passkey. Throws `passkeys_unavailable`.
 */
export async function requireMayEnrol(session: Session): Promise<void> {
  if (hasJustBegun(session) && !isRecent(session) && (await listPasskeys(session)).length === 0)
    return;
  requireRecentSignIn(session);
}

/**
 * Starts an enrolment and returns its token. Throws `too_many_requests`, `passkeys_unavailable`,
 * `passkey_blocked` or `service_unavailable`.
 */
export async function startEnrolment(req: NextApiRequest, { user, sid }: Session): Promise<string> {
  await consume('enrolments_per_session', sid); // guard: limit-enrolments
  await recordRequester(changeName('passkey_added', user.id), user.id, req);
  const device = deviceOf(req, clientAddress(req));
  const token = await core.startEnrolment(user, device, passkeySettings);
  log.info({ event: 'enrolment_begun', userId: user.id });
  return token;
}

/**
 * Confirms an enrolment and mails the user. Throws `invalid_request`, `too_many_requests`,
 * `passkeys_unavailable`, `service_unavailable`, or `passkey_not_confirmed`, also for a token of another user.
 */
export async function confirmEnrolment(
  req: NextApiRequest,
  { user, sid }: Session,
  body: unknown,
): Promise<void> {
  await consume('confirmations_per_session', sid); // guard: limit-confirmations
  const { token }: { token?: unknown } = Object(body);
  await core.confirmEnrolment(token, user, req.headers, {
    ...passkeySettings,
    record: spendOnce(ENROL_ACTION), // guard: confirmed-once
    onAdded: () => sendMailsForNewPasskeys(user.id),
  });
}
