import { type MessageCode, messages } from '@/utils/messages';

interface NoticeProps {
  kind: 'error' | 'success';
  message?: MessageCode;
  /** True where the page has come because of it: it has the focus, so that it is read first. */
  isNews?: boolean;
}

/**
 * Says how something went. An error is announced as soon as it is there. For good news the region
 * is there before, because screen readers announce a status only in a region that they know.
 */
export function Notice({ kind, message, isNews }: NoticeProps) {
  if (kind === 'error' && !message) return null;
  return (
    <div role={kind === 'error' ? 'alert' : 'status'}>
      {message && (
        <p className={`notice ${kind}`} tabIndex={isNews ? -1 : undefined} autoFocus={isNews}>
          {messages[message]}
        </p>
      )}
    </div>
  );
}
