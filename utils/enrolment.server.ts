import type { NextApiRequest } from 'next';
import { z } from 'zod';

import { requireAccount } from '@/utils/account-deletion.server';
import { trackEnrolment } from '@/utils/authsignal.server';
import { attempt } from '@/utils/bad-attempts.server';
import { changeName, noteOrigin } from '@/utils/change-origin.server';
import { clientAddress } from '@/utils/client-address.server';
import { AppError } from '@/utils/errors';
import { log } from '@/utils/log.server';
import { ENROL_ACTION } from '@/utils/passkey-actions';
import { tellOfNewPasskeys } from '@/utils/passkey-news.server';
import { checkPasskeyResult } from '@/utils/passkey-result.server';
import { consume } from '@/utils/rate-limits.server';

/** The cookie in which Authsignal's browser SDK keeps the id it gave the browser. */
const DEVICE_COOKIE = '__as_aid';

/**
 * Starts the enrolment of a passkey for the signed-in person and returns the token that their
 * browser needs for the ceremony. Nothing of it comes from the request's body. Throws
 * `too_many_requests`, `passkeys_unavailable`, `passkey_blocked`, or `service_unavailable`, also where the
 * account goes meanwhile.
 */
export async function startEnrolment(
  req: NextApiRequest,
  user: { id: string; email: string },
): Promise<string> {
  await consume('enrolments_per_user', user.id);
  await noteOrigin(changeName('passkey_added', user.id), req);
  const tracking = trackEnrolment({
    userId: user.id,
    action: ENROL_ACTION,
    email: user.email,
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
 * Confirms that the token in `body` proves a passkey that this very person has just enrolled, and
 * has them told by mail.
 * Throws `invalid_request`, `too_many_requests`, `passkeys_unavailable`, `service_unavailable` or
 * `passkey_not_confirmed`, without a word on whose token it is.
 */
export async function confirmEnrolment(body: unknown, userId: string): Promise<void> {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) throw new AppError('invalid_request');

  const { token } = parsed.data;
  const confirmed = await attempt('bad_confirmations_per_user', userId, async () => {
    const result = await checkPasskeyResult(token, { action: ENROL_ACTION, userId });
    if (result.accepted) return result;
    log.warn({ event: 'enrolment_refused', userId, reason: result.reason });
    return null;
  });
  if (!confirmed) throw new AppError('passkey_not_confirmed');
  log.info({ event: 'passkey_added', userId });
  await tellOfNewPasskeys(userId);
}
