import { isErrorCode } from '@/utils/base/errors';
import { type MessageCode, messages } from '@/utils/base/messages';

/** The errors of NextAuth, and those of forms, links and providers that no route refuses with. */
const codes = new Map<unknown, MessageCode>([
  ['AccessDenied', 'access_denied'],
  ['Callback', 'provider_failed'],
  ['CredentialsSignin', 'passkey_not_accepted'],
  ['EmailSignin', 'mail_not_sent'],
  ['OAuthAccountNotLinked', 'address_taken'],
  ['OAuthCallback', 'provider_failed'],
  ['OAuthCreateAccount', 'provider_failed'],
  ['OAuthSignin', 'provider_failed'],
  ['address_not_proved', 'address_not_proved'],
  ['address_not_verified', 'address_not_verified'],
  ['address_taken', 'address_taken'],
  ['connected_elsewhere', 'connected_elsewhere'],
  ['form_expired', 'form_expired'],
  ['invalid_email', 'invalid_email'],
  ['link_not_used', 'link_not_used'],
  ['other_address', 'other_address'],
  ['provider_failed', 'provider_failed'],
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
