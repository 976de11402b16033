import type { ReactNode } from 'react';

import { useSubmitOnce } from '@/utils/ui/use-submit-once';

interface LinkFormProps {
  csrfToken: string;
  /** Where the link leads. Left out: where the last one led, by NextAuth's cookie. */
  callbackUrl?: string;
  /** The field for the address, or a hidden one. */
  children: ReactNode;
  label: string;
  className?: string;
}

/** Asks NextAuth to mail a sign-in link. A plain form: it works before and without JavaScript. */
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
