/** What keeps a sensitive action from being done, beyond the core's codes: a closed list, with a sentence each. */
export const stepUpMessages = {
  confirmation_required: 'Confirm with your passkey that it is you.',
  not_confirmed: 'That was not confirmed. Try again.',
  passkey_required: 'That needs a passkey, and your account has none yet.',
  action_blocked: 'That cannot be done right now. Contact support if this goes on.',
  action_in_review: 'That has to be reviewed first. Contact support.',
} as const;

export type StepUpCode = keyof typeof stepUpMessages;

/** The HTTP status of each code. The first is a challenge, which a browser can answer (RFC 9470). */
export const stepUpStatuses = {
  confirmation_required: 401,
  not_confirmed: 403,
  passkey_required: 403,
  action_blocked: 403,
  action_in_review: 403,
} as const satisfies Record<StepUpCode, number>;

/** A refusal that the caller may see, by requirePasskey. */
export class StepUpError extends Error {
  override readonly name = 'StepUpError';

  constructor(
    readonly code: StepUpCode,
    /** For `confirmation_required`: the user's browser starts the challenge with it. */
    readonly token?: string,
  ) {
    super(stepUpMessages[code]);
  }

  get status(): number {
    return stepUpStatuses[this.code];
  }
}
