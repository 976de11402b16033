import type { NextApiRequest } from 'next';
import { z } from 'zod/v4';

import { callAuthsignal, pathSegment } from '../passkeys/authsignal.server';
import { checkPasskeyResult } from '../passkeys/check-result.server';
import { deviceOf } from '../passkeys/routes.server';
import type { CoreSettings, PasskeyUse } from '../passkeys/settings.server';
import { type Deed, hashOperation, isKeyFor, keyFor } from './binding.server';
import { StepUpError } from './codes';

/** How long after the ceremony its result may be brought, in ms. */
const CONFIRMATION_LIFE_MS = 2 * 60_000;

/** What the signed-in user is about to do. */
export interface SensitiveAction extends Deed {
  userId: string;
  /**
   * Runs in place of the challenge if the user has no passkey. Throw unless the user has confirmed in another
   * way, by a mailed link a moment ago for example. Without it, such a user is refused: passkey only.
   */
  otherwise?: (() => Promise<void> | void) | undefined;
  /** The client's address, for Authsignal's rules. */
  address?: string | undefined;
}

export interface StepUpSettings extends Pick<CoreSettings, 'log' | 'timeLeft'> {
  /** 32 random characters or more that only the server knows: your NEXTAUTH_SECRET will do. */
  secret: string;
  /** Records that a confirmation is used: true the first time, false after that. A unique INSERT decides. */
  spend: (use: PasskeyUse) => Promise<boolean>;
}

/** A passkey has confirmed it, the rules ask for none, or the user has no passkey and `otherwise` has not thrown. */
export type Outcome = 'confirmed' | 'allowed' | 'otherwise';

/**
 * Lets a sensitive action go on if Authsignal's rules allow it, or if the request brings the confirmation by
 * a passkey of this user, for this session, action and operation, fresh and unused. Call it in the route,
 * right before the deed. Throws a StepUpError: the challenge, or a refusal. Throws `passkeys_unavailable` if
 * Authsignal cannot be asked. Resolves to why it may go on.
 */
export async function requirePasskey(
  req: Pick<NextApiRequest, 'cookies' | 'headers'>,
  sensitive: SensitiveAction,
  settings: StepUpSettings,
): Promise<Outcome> {
  const token = req.headers['passkey-confirmation'];
  if (token === undefined) return askRules(req, sensitive, settings);

  const { action, userId } = sensitive;
  const refuse = (reason: string) => {
    settings.log?.({ event: 'confirmation_refused', level: 'warn', userId, action, reason });
    return new StepUpError('not_confirmed');
  };
  const result = await checkPasskeyResult(token, { action, userId }, settings);
  if (!result.accepted) throw refuse(result.reason); // guard: confirmation-result
  const { key, age } = result;
  if (age > CONFIRMATION_LIFE_MS) throw refuse('stale'); // guard: confirmation-age
  if (!isKeyFor(key, sensitive, settings.secret)) throw refuse('other_deed'); // guard: confirmed-deed
  const isFirst = await settings.spend({ userId, key, at: new Date() });
  if (!isFirst) throw refuse('spent'); // guard: confirmation-once
  settings.log?.({ event: 'confirmation_accepted', level: 'info', userId, action });
  return 'confirmed';
}

const trackedSchema = z.object({
  state: z.string(),
  token: z.string().min(1),
  isEnrolled: z.boolean(),
  enrolledVerificationMethods: z.array(z.string()).optional(),
});

/** Asks Authsignal what the rules say of the action. Resolves if it may go on without a challenge. */
async function askRules(
  req: Pick<NextApiRequest, 'cookies' | 'headers'>,
  sensitive: SensitiveAction,
  settings: StepUpSettings,
): Promise<Outcome> {
  const { action, operation, otherwise } = sensitive;
  const userId = pathSegment(sensitive.userId);
  const attributes = {
    ...deviceOf(req, sensitive.address),
    idempotencyKey: keyFor(sensitive, settings.secret),
    custom: { operation: hashOperation(operation) },
  };
  const tracked = await callAuthsignal(
    'track',
    (sdk) => sdk.track({ userId, action, attributes }),
    trackedSchema,
    settings,
  );
  const { state, token, isEnrolled, enrolledVerificationMethods: methods } = tracked;
  settings.log?.({ event: 'action_tracked', level: 'info', userId, action, reason: state });

  if (state === 'REVIEW_REQUIRED') throw new StepUpError('action_in_review');
  const isOpen = state === 'ALLOW' || state === 'CHALLENGE_REQUIRED';
  if (!isOpen) throw new StepUpError('action_blocked'); // guard: blocked-action
  if (state === 'ALLOW' && isEnrolled) return 'allowed';
  const hasPasskey = isEnrolled && (methods?.includes('PASSKEY') ?? true);
  if (hasPasskey) throw new StepUpError('confirmation_required', token); // guard: challenged-action

  // Of a user who has nothing to confirm with, ALLOW says only that.
  if (!otherwise) throw new StepUpError('passkey_required'); // guard: passkey-only
  await otherwise();
  return 'otherwise';
}
