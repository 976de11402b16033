import type { MouseEvent } from 'react';

import { cancelCeremony } from '@/utils/ui/cancelable-ceremony.browser';

export const WAITING_HERE = 'Waiting for your fingerprint, face or screen lock…';

/** Says what a ceremony waits for, if one is under way, with a way to cancel it. Stands in the section of its button. */
export function Waiting({ sentence }: { sentence: string | undefined }) {
  return (
    <div className="waiting">
      <span role="status">{sentence}</span>{' '}
      {sentence && (
        <button type="button" className="link" onClick={cancel}>
          Cancel
        </button>
      )}
    </div>
  );
}

/** Gives the focus back to the busy button, because this one goes. */
function cancel({ currentTarget }: MouseEvent): void {
  cancelCeremony();
  const section = currentTarget.closest('section');
  section?.querySelector<HTMLElement>('button[aria-disabled="true"]')?.focus();
}
