import { type FormEvent, useEffect, useState } from 'react';

/** Longer than the server may take, in ms. A user who stopped the request can send again then. */
const RESET_AFTER_MS = 10_000;

/** Stops a form from being sent twice. */
export function useSubmitOnce() {
  const [isSending, setSending] = useState(false);

  useEffect(() => {
    if (!isSending) return;
    const reset = () => setSending(false);
    const timer = setTimeout(reset, RESET_AFTER_MS);
    // The back button may restore the page as it was left.
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && reset();
    window.addEventListener('pageshow', onShow);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pageshow', onShow);
    };
  }, [isSending]);

  function onSubmit(event: FormEvent) {
    if (isSending) event.preventDefault();
    setSending(true);
  }

  return { isSending, onSubmit };
}
