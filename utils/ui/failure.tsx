import { Notice } from '@/utils/ui/notice';
import type { MessageCode } from '@/utils/base/messages';

interface FailureProps {
  message?: MessageCode;
  /** The path where the person goes on after they have confirmed that it is them. */
  resumeAt: string;
}

/** Says what went wrong and, where that is a sign-in too long ago, offers to confirm who it is. */
export function Failure({ message, resumeAt }: FailureProps) {
  return (
    <>
      <Notice kind="error" message={message} />
      {message === 'reauthentication_required' && (
        <a className="button" href={`/signin?confirm&callbackUrl=${encodeURIComponent(resumeAt)}`}>
          Confirm that it is you
        </a>
      )}
    </>
  );
}
