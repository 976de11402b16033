import { ceremonyMessages } from './ceremony-messages';

/** All that can go wrong with a passkey: a closed list of codes, with a sentence for people each. */
export const passkeyMessages = {
  ...ceremonyMessages,
  invalid_request: 'Something in that request is not right. Reload the page and try again.',
  not_signed_in: 'Sign in to continue.',
  wrong_origin: 'That request did not come from this site.',
  reauthentication_required: 'For your safety, confirm first that it is you.',
  passkey_blocked: 'A passkey cannot be created right now. Contact support if this goes on.',
  method_not_allowed: 'That method is not supported here.',
  unsupported_media_type: 'Send JSON here.',
  passkey_not_confirmed:
    'The passkey could not be confirmed. If it is in your list, it works; if not, try again.',
} as const;

export type PasskeyCode = keyof typeof passkeyMessages;

/** The HTTP status of each code that the server refuses with. */
export const refusalStatuses = {
  invalid_request: 400,
  not_signed_in: 401,
  wrong_origin: 403,
  reauthentication_required: 403,
  passkey_blocked: 403,
  method_not_allowed: 405,
  passkey_of_another: 409,
  unsupported_media_type: 415,
  passkey_not_confirmed: 422,
  too_many_requests: 429,
  passkeys_unavailable: 503,
  service_unavailable: 503,
} as const satisfies Partial<Record<PasskeyCode, number>>;

/** A refusal that the caller may see. Your `limit` and `mayEnrol` throw it too. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';
  /** After how many seconds to try again. */
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: keyof typeof refusalStatuses,
    { retryAfter }: { retryAfter?: number | undefined } = {},
  ) {
    super(passkeyMessages[code]);
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return refusalStatuses[this.code];
  }
}
