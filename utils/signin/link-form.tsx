import type { ReactNode } from 'react';

import { useSubmitOnce } from '@/utils/ui/use-submit-once';

interface LinkFormProps {
  csrfToken: string;
  /** The page to show after the sign-in. By default that of the last link, from NextAuth's cookie. */
  callbackUrl?: string;
  /** An input for the address. */
  children: ReactNode;
  label: string;
  className?: string;
}

/** The form that mails a sign-in link. It works without JavaScript. */
export function LinkForm({ csrfToken, callbackUrl, children, label, className }: LinkFormProps) {
  const { isSending, onSubmit } = useSubmitOnce();

  return (
    <form method="post" action="/api/auth/signin/email" onSubmit={onSubmit}>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      {callbackUrl && <input type="hidden" name="callbackUrl" value={callbackUrl} />}
      {children}
      <button type="submit" className={className} aria-disabled={isSending}>
        {isSending ? 'Sending…' : label}
      </button>
    </form>
  );
}
