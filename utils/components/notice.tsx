import { type MessageCode, messages } from '@/utils/messages';

/**
 * Says how something went. The region stays on the page while it is empty, because screen readers
 * announce changes only in a region that they already know.
 */
export function Notice({ kind, message }: { kind: 'error' | 'success'; message?: MessageCode }) {
  return (
    <div role={kind === 'error' ? 'alert' : 'status'}>
      {message && <p className={`notice ${kind}`}>{messages[message]}</p>}
    </div>
  );
}
