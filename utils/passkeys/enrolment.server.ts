import { trackEnrolment } from '@/utils/passkeys/authsignal.server';
import { log } from '@/utils/base/log.server';
import { ENROL_ACTION } from '@/utils/passkeys/actions';
import { checkPasskeyResult } from '@/utils/passkeys/check-result.server';

/** The browser that asks, as far as it is known: Authsignal's rules look at it. */
interface Device {
  ipAddress?: string;
  userAgent?: string;
  /** The id that Authsignal's browser SDK gave this browser. */
  deviceId?: string;
}

/**
 * Starts the enrolment of a passkey for the signed-in person and returns the token that their
 * browser needs for the ceremony. Throws `passkeys_unavailable` or `passkey_blocked`.
 */
export const startEnrolment = (
  user: { id: string; email: string },
  device: Device,
): Promise<string> =>
  trackEnrolment({ userId: user.id, email: user.email, action: ENROL_ACTION, ...device });

/** Whether the token proves a passkey that this very person has just enrolled. Throws `passkeys_unavailable`. */
export async function isEnrolled(token: string, userId: string): Promise<boolean> {
  const result = await checkPasskeyResult(token, { action: ENROL_ACTION, userId });
  if (!result.accepted) log.warn({ event: 'enrolment_refused', userId, reason: result.reason });
  return result.accepted;
}
