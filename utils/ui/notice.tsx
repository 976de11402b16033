import { type MessageCode, messages } from '@/utils/base/messages';
import { Alert } from '@/utils/ui/alert';

interface NoticeProps {
  kind: 'error' | 'success';
  message?: MessageCode;
  /** True if the page was opened because of a success: screen readers then start with it. */
  takesFocus?: boolean;
}

/** Says how something went. The empty region stays: screen readers announce a status only in one they know. */
export function Notice({ kind, message, takesFocus }: NoticeProps) {
  const text = message && messages[message];
  if (kind === 'error') return text ? <Alert>{text}</Alert> : null;
  return (
    <div role="status">
      {text && (
        <p className="notice success" tabIndex={takesFocus ? -1 : undefined} autoFocus={takesFocus}>
          {text}
        </p>
      )}
    </div>
  );
}
