import { ceremonyMessages } from '@/utils/passkeys/ceremony-messages';
import type { SignInState } from '@/utils/passkeys/sign-in-ceremony.browser';
import { usePasskeySupport } from '@/utils/passkeys/use-passkey-sign-in';
import { Alert } from '@/utils/ui/alert';

interface PasskeyButtonProps {
  state: SignInState;
  onPress: () => void;
}

const labels: Partial<Record<SignInState['status'], string>> = {
  waiting: 'Waiting for your passkey…',
  verifying: 'Signing you in…',
  signed_in: 'Signing you in…',
};

/** The button to sign in with a passkey. Empty if the browser supports none. */
export function PasskeyButton({ state, onPress }: PasskeyButtonProps) {
  const isSupported = usePasskeySupport();
  const busyLabel = labels[state.status];
  if (!isSupported) return null;

  return (
    <div className="needs-script">
      <p className="or">or</p>
      {/* early-autofill.browser.ts finds it by this id. */}
      <button
        id="passkey"
        type="button"
        className="quiet key"
        aria-disabled={Boolean(busyLabel)}
        onClick={onPress}
      >
        {busyLabel ?? 'Sign in with a passkey'}
      </button>
      <p className="aside">With your fingerprint, face or screen lock</p>
      {state.status === 'failed' && <Alert>{ceremonyMessages[state.code]}</Alert>}
    </div>
  );
}
