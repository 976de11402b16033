import { type FormEvent, useEffect, useState } from 'react';

/** Longer than the server may take to answer. Who has stopped the browser before can send again. */
const PATIENCE_MS = 10_000;

/** Whether a form is on its way. Meanwhile it is not sent a second time. */
export function useSending() {
  const [isSending, setSending] = useState(false);

  useEffect(() => {
    if (!isSending) return;
    const reset = () => setSending(false);
    const timer = setTimeout(reset, PATIENCE_MS);
    // A browser that goes back may show the page as it was left. (Each page is shown once, too.)
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
