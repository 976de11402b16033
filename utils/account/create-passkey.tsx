import { type ReactNode, useState } from 'react';

import type { MessageCode } from '@/utils/base/messages';
import { ACCOUNT_PATH } from '@/utils/site';
import { Failure } from '@/utils/ui/failure';
import { Notice } from '@/utils/ui/notice';
import type { CreateState, PasskeyPlace } from '@/utils/passkeys/use-create-passkey';
import { useDevicePasskeys } from '@/utils/account/use-device-passkeys';
import { usePasskeySupport } from '@/utils/passkeys/use-passkey-sign-in';
import { busyButtonProps } from '@/utils/ui/busy-button-props';

interface CreatePasskeyProps {
  state: CreateState;
  onCreate: (place: PasskeyPlace) => void;
  /** True where it is what the person came for, by confirming that it is them: the button has the focus. */
  isNext: boolean;
  /** What else there is to press. */
  children: ReactNode;
}

/**
 * The ways to create a passkey that this browser has, with a sentence in place of those it has not, and
 * how that went.
 */
export function CreatePasskey({ state, onCreate, isNext, children }: CreatePasskeyProps) {
  const isSupported = usePasskeySupport();
  const canKeep = useDevicePasskeys();
  const [isBegun, setBegun] = useState(false);
  if (!isSupported) return <p className="aside">This browser cannot create passkeys.</p>;

  const waitsFor = state.status === 'waiting' ? state.place : undefined;
  const button = (place: PasskeyPlace, label: string) => ({
    type: 'button' as const,
    ...busyButtonProps(waitsFor, place),
    onClick: () => {
      setBegun(true);
      onCreate(place);
    },
    children: waitsFor === place ? WAITING : label,
  });
  return (
    <div className="needs-script">
      {canKeep === false && <p className="aside">This device cannot keep a passkey itself.</p>}
      <div className="choice">
        {canKeep !== false && <button {...button('here', 'Create passkey')} autoFocus={isNext} />}
        {/* Another button where it is the only one, so that it can have the focus. */}
        <button
          key={String(canKeep === false)}
          {...button('elsewhere', 'Use another device or security key')}
          className="quiet"
          autoFocus={isNext && canKeep === false}
        />
        {children}
      </div>
      <Notice kind="success" message={isNext && !isBegun ? 'confirmed' : created(state)} />
      <Failure
        message={state.status === 'failed' ? state.code : undefined}
        resumeAt={`${ACCOUNT_PATH}?confirmed`}
      />
    </div>
  );
}

function created(state: CreateState): MessageCode | undefined {
  if (state.status !== 'created') return undefined;
  if (!state.wasThere) return 'passkey_created';
  return state.place === 'here' ? 'passkey_already_here' : 'passkey_already_there';
}

const WAITING = 'Waiting for your device…';
