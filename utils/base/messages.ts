import { passkeyMessages } from '@/utils/passkeys/codes';
import { stepUpMessages } from '@/utils/step-up/codes';

/** Every sentence that tells a user how something went, by its code. */
export const messages = {
  ...passkeyMessages,
  ...stepUpMessages,

  not_found: 'There is no such thing, or it is not yours.',
  signature_not_valid: 'That request is not signed as it should be.',
  payload_too_large: 'That is more than this takes.',
  account_not_deleted: 'Your account could not be deleted right now. Try again in a moment.',
  internal_error: 'Something went wrong on our side. Try again soon.',

  invalid_email: 'That does not look like an e-mail address. Check it and try again.',
  form_expired: 'The page had been open for too long, or cookies are off. Try again.',
  mail_not_sent: 'The mail could not be sent. Try again in a moment.',
  link_not_valid: 'That link has been used or is too old. Send yourself a new one.',
  link_not_opened: 'You could not be signed in right now. Open the link in your mail once more.',
  link_not_used: 'That link has been used or is too old. You stay signed in as you were.',
  mail_sent_again:
    'Sent again, unless several mails went there just now. The newest one has the link that works.',

  provider_failed: 'That sign-in did not come through. Try again, or choose another way.',
  address_not_verified:
    'That account has no e-mail address that it has verified. Verify one there, or sign in by mail.',
  address_taken:
    'There is an account with the address of that one already. Sign in to it by mail or passkey, and then connect the other one on your account page.',
  other_address: 'That account has another e-mail address than this one. Nothing was connected.',
  connected_elsewhere: 'That account is connected to another account here. Nothing was connected.',
  address_not_proved:
    'Sign in once by mail first, so that it is certain that this address is yours. Nothing was connected.',

  not_signed_out: 'You could not be signed out right now. Try again in a moment.',
  confirmed: 'Thank you. Now create your passkey.',
  passkey_created: 'Passkey added. Next time, sign in with it.',
  bad_passkey_name: 'A name needs 1 to 60 characters, without line breaks.',
  passkey_named: 'Name saved.',
  passkey_gone: 'Passkey removed.',
  disconnected: 'Disconnected. It no longer signs you in.',
  signed_out_there: 'Signed out there.',
  signed_out_elsewhere: 'Signed out everywhere else.',
  data_saved: 'Saved as my-data.json.',
  word_not_typed: 'Type the word “delete” first.',
  passkey_already_there: 'That device already has a passkey for your account. You are all set.',
} as const;

export type MessageCode = keyof typeof messages;
