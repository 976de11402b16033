import type { MessageCode } from '@/utils/base/messages';
import { Notice } from '@/utils/ui/notice';

interface FailureProps {
  message?: MessageCode;
  /** The path to come back to after the user has re-authenticated. */
  resumeAt: string;
}

/** Says what went wrong. If the sign-in is too old, offers to re-authenticate. */
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
