import { useState } from 'react';

interface UnavailableProps {
  what: string;
  /** Asks for it again, and resolves when that is decided. */
  onRetry: () => Promise<void>;
}

/** Says that a list cannot be had, and lets the person ask again. */
export function Unavailable({ what, onRetry }: UnavailableProps) {
  const [isAsking, setAsking] = useState(false);

  async function retry() {
    if (isAsking) return;
    setAsking(true);
    await onRetry();
    setAsking(false);
  }

  return (
    <div role="alert" className="notice error">
      <p>{what} cannot be shown right now.</p>
      <button
        ref={handOnFocus}
        type="button"
        className="quiet"
        aria-disabled={isAsking}
        onClick={retry}
      >
        {isAsking ? 'Trying again…' : 'Try again'}
      </button>
    </div>
  );
}

/** Once the list is there the button is gone: whoever has pressed it goes on at the heading. */
function handOnFocus(button: HTMLButtonElement) {
  const heading = button.closest('section')?.querySelector('h2');
  return () => {
    if (document.activeElement === button) heading?.focus();
  };
}
