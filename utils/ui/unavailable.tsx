import { useTransition } from 'react';

interface UnavailableProps {
  what: string;
  onRetry: () => Promise<void>;
}

export function Unavailable({ what, onRetry }: UnavailableProps) {
  const [isRetrying, startRetry] = useTransition();

  return (
    <div role="alert" className="notice error">
      <p>{what} cannot be shown right now.</p>
      <button
        ref={focusHeadingLater}
        type="button"
        className="quiet"
        aria-disabled={isRetrying}
        onClick={() => isRetrying || startRetry(onRetry)}
      >
        {isRetrying ? 'Trying again…' : 'Try again'}
      </button>
    </div>
  );
}

/** Moves the focus to the section's heading when the focused button goes, because the list is there. */
function focusHeadingLater(button: HTMLButtonElement) {
  const heading = button.closest('section')?.querySelector('h2');
  return () => {
    if (document.activeElement === button) heading?.focus();
  };
}
