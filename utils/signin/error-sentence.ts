import { isErrorCode } from '@/utils/base/errors';
import { type MessageCode, messages } from '@/utils/base/messages';

/** The errors of NextAuth, and those of forms and links that no route refuses with. */
const codes = new Map<unknown, MessageCode>([
  ['AccessDenied', 'access_denied'],
  ['CredentialsSignin', 'passkey_not_accepted'],
  ['EmailSignin', 'mail_not_sent'],
  ['form_expired', 'form_expired'],
  ['invalid_email', 'invalid_email'],
  ['link_not_used', 'link_not_used'],
  ['not_signed_out', 'not_signed_out'],
]);

/** The code for the `error` of a URL. An attacker can write there: what is unknown is `try_again`. */
export function errorCode(error: unknown): MessageCode {
  if (typeof error === 'string' && isErrorCode(error)) return error;
  return codes.get(error) ?? 'try_again';
}

/** What a page says about the `error` of its URL, or null if it has none. */
export const errorSentence = (error: unknown): string | null =>
  error === undefined ? null : messages[errorCode(error)];
