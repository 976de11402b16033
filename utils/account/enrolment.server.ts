import type { NextApiRequest } from 'next';
import { z } from 'zod';

import { requireAccount } from '@/utils/account/delete-account.server';
import { attempt } from '@/utils/limits/limit-failures.server';
import { changeName, noteOrigin } from '@/utils/change-mails/change-origin.server';
import { clientAddress } from '@/utils/http/client-address.server';
import { isEnrolled, startEnrolment } from '@/utils/passkeys/enrolment.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { tellOfNewPasskeys } from '@/utils/change-mails/report-change.server';
import { consume } from '@/utils/limits/rate-limits.server';

/** The cookie in which Authsignal's browser SDK keeps the id it gave the browser. */
const DEVICE_COOKIE = '__as_aid';

/**
 * Starts an enrolment, within limits, and notes where it was asked for. Nothing of it comes from the
 * request's body. Throws `too_many_requests`, `passkeys_unavailable`, `passkey_blocked`, or
 * `service_unavailable`, also where the account goes meanwhile.
 */
export async function enrol(
  req: NextApiRequest,
  user: { id: string; email: string },
): Promise<string> {
  await consume('enrolments_per_user', user.id);
  await noteOrigin(changeName('passkey_added', user.id), req);
  const tracking = startEnrolment(user, {
    ipAddress: clientAddress(req),
    userAgent: req.headers['user-agent'],
    deviceId: z.uuid().safeParse(req.cookies[DEVICE_COOKIE]).data,
  });
  // Whatever Authsignal says, it may have heard of the person. What it says comes before what we find.
  const heard = tracking.catch(() => {}).then(() => requireAccount(user.id));
  const [token] = await Promise.all([tracking, heard]);
  return token;
}

const bodySchema = z.object({ token: z.string() });

/**
 * Confirms an enrolment, and has its owner told by mail. Throws `invalid_request`, `too_many_requests`,
 * `passkeys_unavailable`, `service_unavailable` or `passkey_not_confirmed`, without a word on whose token
 * it is.
 */
export async function confirmEnrolment(body: unknown, userId: string): Promise<void> {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) throw new AppError('invalid_request');

  const { token } = parsed.data;
  const isConfirmed = await attempt(
    'bad_confirmations_per_user',
    userId,
    () => isEnrolled(token, userId),
    (confirmed) => !confirmed,
  );
  if (!isConfirmed) throw new AppError('passkey_not_confirmed');
  log.info({ event: 'passkey_added', userId });
  await tellOfNewPasskeys(userId);
}
