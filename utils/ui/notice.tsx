import { Alert } from '@/utils/ui/alert';
import { type MessageCode, messages } from '@/utils/base/messages';

interface NoticeProps {
  kind: 'error' | 'success';
  message?: MessageCode;
  /** True where the page has come because of it: it has the focus, so that it is read first. */
  isNews?: boolean;
}

/**
 * Says how something went. For good news the region is there before, because screen readers announce
 * a status only in a region that they know.
 */
export function Notice({ kind, message, isNews }: NoticeProps) {
  const text = message && messages[message];
  if (kind === 'error') return text ? <Alert>{text}</Alert> : null;
  return (
    <div role="status">
      {text && (
        <p className="notice success" tabIndex={isNews ? -1 : undefined} autoFocus={isNews}>
          {text}
        </p>
      )}
    </div>
  );
}
