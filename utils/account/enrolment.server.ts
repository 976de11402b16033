import type { NextApiRequest } from 'next';
import type { Session } from 'next-auth';

import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { changeName, recordRequester } from '@/utils/change-mails/change-origin.server';
import { sendMailsForNewPasskeys } from '@/utils/change-mails/report-change.server';
import { clientAddress } from '@/utils/base/client-address.server';
import { limitFailures } from '@/utils/limits/limit-failures.server';
import { consume } from '@/utils/limits/rate-limits.server';
import * as core from '@/utils/passkeys/enrolment.server';
import { deviceOf } from '@/utils/passkeys/routes.server';

type User = Session['user'];

/**
 * Starts an enrolment and returns its token. Throws `too_many_requests`, `passkeys_unavailable`,
 * `passkey_blocked` or `service_unavailable`.
 */
export async function startEnrolment(req: NextApiRequest, user: User): Promise<string> {
  await consume('enrolments_per_user', user.id); // guard: limit-enrolments
  await recordRequester(changeName('passkey_added', user.id), req);
  const device = deviceOf(req, clientAddress(req));
  return core.startEnrolment(user, device, passkeySettings);
}

/**
 * Confirms an enrolment and mails the user. Throws `invalid_request`, `too_many_requests`,
 * `passkeys_unavailable`, `service_unavailable`, or `passkey_not_confirmed`, also for a token of another user.
 */
export async function confirmEnrolment(
  req: NextApiRequest,
  user: User,
  body: unknown,
): Promise<void> {
  const { token }: { token?: unknown } = Object(body);
  await core.confirmEnrolment(token, user, req.headers, {
    ...passkeySettings,
    limit: (_attempt, run) =>
      limitFailures('bad_confirmations_per_user', user.id, run, (isConfirmed) => !isConfirmed),
    onAdded: () => sendMailsForNewPasskeys(user.id),
  });
}
