import type { CreateState } from '@/utils/use-create-passkey';
import { usePasskeySupport } from '@/utils/use-passkey-support';

interface CreatePasskeyButtonProps {
  state: CreateState;
  onPress: () => void;
  /** True where it is what the person came for: the button has the focus. */
  isNext: boolean;
}

/** Starts the creation of a passkey, or says why this browser cannot. */
export function CreatePasskeyButton({ state, onPress, isNext }: CreatePasskeyButtonProps) {
  const isSupported = usePasskeySupport();
  const isWaiting = state.status === 'waiting';

  if (!isSupported) return <p className="aside">This browser cannot create passkeys.</p>;
  return (
    <button
      type="button"
      className="needs-script"
      aria-disabled={isWaiting}
      autoFocus={isNext}
      onClick={onPress}
    >
      {isWaiting ? 'Waiting for your device…' : 'Create passkey'}
    </button>
  );
}
