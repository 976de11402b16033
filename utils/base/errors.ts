import { type MessageCode, messages } from '@/utils/base/messages';
import { refusalStatuses } from '@/utils/passkeys/codes';

/** The closed list of codes that the app's own routes refuse with, and their HTTP statuses. */
const statuses = {
  ...refusalStatuses,
  signature_not_valid: 401,
  link_not_valid: 401,
  not_found: 404,
  payload_too_large: 413,
  bad_passkey_name: 422,
  internal_error: 500,
  mail_not_sent: 503,
  link_not_opened: 503,
  account_not_deleted: 503,
} as const satisfies Partial<Record<MessageCode, number>>;

export type ErrorCode = keyof typeof statuses;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(statuses, code);
export const statusOf = (code: ErrorCode): number => statuses[code];

/** A refusal that the caller may see: `code` for programs, `message` for people. */
export class AppError extends Error {
  override readonly name = 'AppError';
  /** After how many seconds to try again. */
  readonly retryAfter?: number;

  constructor(
    readonly code: ErrorCode,
    { retryAfter }: { retryAfter?: number } = {},
  ) {
    super(messages[code]);
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return statuses[this.code];
  }
}
