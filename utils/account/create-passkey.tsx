import { useState } from 'react';

import { useDevicePasskeys } from '@/utils/account/use-device-passkeys';
import type { MessageCode } from '@/utils/base/messages';
import type { CreateState, PasskeyPlace } from '@/utils/passkeys/use-create-passkey';
import { usePasskeySupport } from '@/utils/passkeys/use-passkey-sign-in';
import { ACCOUNT_PATH } from '@/utils/site';
import { busyButtonProps } from '@/utils/ui/busy-button-props';
import { Failure } from '@/utils/ui/failure';
import { Notice } from '@/utils/ui/notice';

interface CreatePasskeyProps {
  state: CreateState;
  onCreate: (place: PasskeyPlace) => void;
  /** True if the user comes back for it after re-authenticating: the button takes the focus. */
  isResumed: boolean;
  onSnooze?: (() => void) | undefined;
}

/** The ways to create a passkey that this browser has, and how the last try went. */
export function CreatePasskey({ state, onCreate, isResumed, onSnooze }: CreatePasskeyProps) {
  const isSupported = usePasskeySupport();
  const canKeep = useDevicePasskeys();
  const [hasTried, setTried] = useState(false);
  if (!isSupported) return <p className="aside">This browser cannot create passkeys.</p>;

  const pressed = state.status === 'waiting' ? state.place : undefined;
  const button = (place: PasskeyPlace, label: string) => ({
    type: 'button' as const,
    ...busyButtonProps(pressed, place),
    onClick: () => {
      setTried(true);
      onCreate(place);
    },
    children: pressed === place ? 'Waiting for your device…' : label,
  });
  return (
    <div className="needs-script">
      {canKeep === false && <p className="aside">This device cannot keep a passkey itself.</p>}
      <div className="choice">
        {canKeep !== false && (
          <button {...button('here', 'Create passkey')} autoFocus={isResumed} />
        )}
        {/* The key makes it a new button when it becomes the only one, because only a new one takes the focus. */}
        <button
          key={String(canKeep === false)}
          {...button('elsewhere', 'Use another device or security key')}
          className="quiet"
          autoFocus={isResumed && canKeep === false}
        />
        {onSnooze && (
          <button type="button" className="quiet" onClick={onSnooze}>
            Not now
          </button>
        )}
      </div>
      <Notice kind="success" message={isResumed && !hasTried ? 'confirmed' : successOf(state)} />
      <Failure
        message={state.status === 'failed' ? state.code : undefined}
        resumeAt={`${ACCOUNT_PATH}?confirmed`}
      />
    </div>
  );
}

function successOf(state: CreateState): MessageCode | undefined {
  if (state.status !== 'created') return undefined;
  if (!state.wasThere) return 'passkey_created';
  return state.place === 'here' ? 'passkey_already_here' : 'passkey_already_there';
}
