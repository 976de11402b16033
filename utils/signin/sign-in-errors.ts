import type { MessageCode } from '@/utils/base/messages';

/** The values of `?error=` that the sign-in page and the account page know: NextAuth's own, and ours. */
const errors = new Map<unknown, MessageCode>(
  Object.entries({
    invalid_email: 'invalid_email',
    form_expired: 'form_expired',
    mail_not_sent: 'mail_not_sent',
    EmailSignin: 'mail_not_sent',
    link_not_valid: 'link_not_valid',
    link_not_opened: 'link_not_opened',
    too_many_requests: 'too_many_requests',
    not_signed_out: 'not_signed_out',
    link_not_used: 'link_not_used',
    CredentialsSignin: 'passkey_not_accepted',
  }),
);

/** The sentence for `?error=`. What stands in the URL is never shown: anyone can write there. */
export function messageOfErrorParameter(error: unknown): MessageCode | null {
  if (error === undefined) return null;
  return errors.get(error) ?? 'try_again';
}
