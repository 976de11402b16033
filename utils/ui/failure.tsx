import type { MessageCode } from '@/utils/base/messages';
import { Notice } from '@/utils/ui/notice';

interface FailureProps {
  message?: MessageCode;
  /** The path to come back to after the user has re-authenticated. */
  resumeAt: string;
  /** True if a passkey was asked for: then there is another way to confirm. */
  asksForPasskey?: boolean;
}

/** What a mailed link helps with, if a passkey was asked for. */
const HELPED_BY_MAIL: (MessageCode | undefined)[] = [
  'not_confirmed',
  'passkey_removed',
  'passkeys_unavailable',
];

/** Says what went wrong. If the sign-in is too old, or a passkey is not at hand, offers to re-authenticate. */
export function Failure({ message, resumeAt, asksForPasskey }: FailureProps) {
  const isOld = message === 'reauthentication_required';
  const isHelped = asksForPasskey && HELPED_BY_MAIL.includes(message);
  return (
    <>
      <Notice kind="error" message={message} />
      {(isOld || isHelped) && (
        <a
          className={isOld ? 'button' : 'button quiet'}
          href={`/signin?confirm&callbackUrl=${encodeURIComponent(resumeAt)}`}
        >
          {isOld ? 'Confirm that it is you' : 'Use an e-mailed link instead'}
        </a>
      )}
    </>
  );
}
