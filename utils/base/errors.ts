import { messages, type MessageCode } from '@/utils/base/messages';

/** The closed list of what the app's own routes answer when they refuse, with its HTTP status. */
const statuses = {
  invalid_request: 400,
  not_signed_in: 401,
  signature_not_valid: 401,
  wrong_origin: 403,
  reauthentication_required: 403,
  passkey_blocked: 403,
  not_found: 404,
  method_not_allowed: 405,
  passkey_of_another: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  passkey_not_confirmed: 422,
  bad_passkey_name: 422,
  too_many_requests: 429,
  internal_error: 500,
  passkeys_unavailable: 503,
  account_not_deleted: 503,
  service_unavailable: 503,
} as const satisfies Partial<Record<MessageCode, number>>;

export type ErrorCode = keyof typeof statuses;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(statuses, code);
export const statusOf = (code: ErrorCode): number => statuses[code];

/** A failure that the caller may see: `code` for programs, `message` for people. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly status: number;
  /** After how many seconds it may be tried again. */
  readonly retryAfter?: number;

  constructor(
    readonly code: ErrorCode,
    { retryAfter }: { retryAfter?: number } = {},
  ) {
    super(messages[code]);
    this.status = statuses[code];
    this.retryAfter = retryAfter;
  }
}
