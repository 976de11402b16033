import { type MessageCode, messages } from '@/utils/messages';

/**
 * Says how something went. An error is announced as soon as it is there. For good news the region
 * is there before, because screen readers announce a status only in a region that they know.
 */
export function Notice({ kind, message }: { kind: 'error' | 'success'; message?: MessageCode }) {
  if (kind === 'error' && !message) return null;
  return (
    <div role={kind === 'error' ? 'alert' : 'status'}>
      {message && <p className={`notice ${kind}`}>{messages[message]}</p>}
    </div>
  );
}
