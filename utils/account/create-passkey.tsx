import { useState } from 'react';

import { useDevicePasskeys } from '@/utils/account/use-device-passkeys';
import type { MessageCode } from '@/utils/base/messages';
import type { CreateState, PasskeyPlace } from '@/utils/passkeys/use-create-passkey';
import { usePasskeySupport } from '@/utils/passkeys/use-passkey-sign-in';
import { ACCOUNT_PATH } from '@/utils/site';
import { beginCeremony } from '@/utils/ui/cancelable-ceremony.browser';
import { busyButtonProps } from '@/utils/ui/busy-button-props';
import { Failure } from '@/utils/ui/failure';
import { Notice } from '@/utils/ui/notice';
import { Waiting, WAITING_HERE } from '@/utils/ui/waiting';

const WAITING = {
  here: WAITING_HERE,
  elsewhere: 'Waiting for your other device or security key…',
  anywhere: 'Waiting for your device…',
} as const;

interface CreatePasskeyProps {
  state: CreateState;
  /** Whether the user has no passkey yet, so that creating one is what the page is for. */
  isFirst: boolean;
  onCreate: (place: PasskeyPlace) => void;
  /** True if the user comes back for it after re-authenticating: the button takes the focus. */
  isResumed: boolean;
  onSnooze?: (() => void) | undefined;
}

/** The ways to create a passkey that this browser has, what it waits for, and how the last try went. */
export function CreatePasskey(props: CreatePasskeyProps) {
  const { state, isFirst, onCreate, isResumed, onSnooze } = props;
  const isSupported = usePasskeySupport();
  const canKeep = useDevicePasskeys();
  const [hasTried, setTried] = useState(false);
  if (!isSupported) return <p className="aside">This browser cannot create passkeys.</p>;

  const pressed = state.status === 'waiting' ? state.place : undefined;
  const button = (place: PasskeyPlace) => ({
    type: 'button' as const,
    ...busyButtonProps(pressed, place),
    onClick: () => {
      if (pressed) return;
      setTried(true);
      beginCeremony();
      onCreate(place);
    },
  });
  const main = isFirst ? undefined : 'quiet';
  return (
    <div className="needs-script create">
      {canKeep === false && <p className="aside">This device cannot keep a passkey itself.</p>}
      {canKeep !== false && (
        <button {...button('here')} className={main} autoFocus={isResumed}>
          {isFirst ? 'Create passkey' : 'Add a passkey'}
        </button>
      )}
      {/* The key makes it a new button when it becomes the only one, because only a new one takes the focus. */}
      <button
        key={String(canKeep === false)}
        {...button('elsewhere')}
        className={canKeep === false ? main : 'link'}
        autoFocus={isResumed && canKeep === false}
      >
        Use another device or security key
      </button>
      {onSnooze && (
        <button type="button" className="link" onClick={onSnooze}>
          Not now
        </button>
      )}
      <Waiting sentence={pressed && WAITING[pressed]} />
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
