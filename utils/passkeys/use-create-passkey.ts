import { useState } from 'react';

import { ApiFailure, callApi } from '@/utils/http/api-client.browser';
import { useAuthsignal } from '@/utils/authsignal';
import type { PasskeyClient } from '@/utils/passkeys/patched-sdk.browser';
import type { MessageCode } from '@/utils/base/messages';
import { messageOfSdkCode, messageOfThrown } from '@/utils/passkeys/browser-codes';

/** In this very device, or in one that is plugged in, held to it, or reached by a QR code. */
export type PasskeyPlace = 'here' | 'elsewhere';

export type CreateState =
  | { status: 'idle' }
  | { status: 'waiting'; place: PasskeyPlace }
  | { status: 'created'; message: MessageCode }
  | { status: 'failed'; message: MessageCode };

interface Listener {
  /** Runs when the list of passkeys may differ. */
  onChange: () => void;
  /** Runs with the id of a passkey that the server has confirmed. */
  onCreated: (id: string) => void;
}

/**
 * Creates a passkey for the signed-in person, whom browsers then list by their address. `clear`
 * forgets how the last one went.
 */
export function useCreatePasskey(email: string, { onChange, onCreated }: Listener) {
  const { load, passkey } = useAuthsignal();
  const [state, setState] = useState<CreateState>({ status: 'idle' });

  async function ceremony(place: PasskeyPlace): Promise<CreateState> {
    // The SDK gives the browser the device id of which the request tells.
    await load();
    const { token } = await callApi<{ token: string }>('POST', '/api/auth/enroll-passkey', {});
    const outcome = await signUp(token, place).catch((error: unknown) =>
      stateOfThrown(error, place),
    );
    // What has failed may have left a passkey all the same: only its answer may be lost.
    if (outcome.status !== 'idle') onChange();
    return outcome;
  }

  async function signUp(token: string, place: PasskeyPlace): Promise<CreateState> {
    const names = { username: email, displayName: email };
    const { data, errorCode } = await passkey.signUp({ token, ...names, ...requests[place] });
    if (!data?.token) return { status: 'failed', message: messageOfSdkCode(errorCode) };

    await callApi('POST', '/api/auth/callback', { token: data.token });
    if (data.userAuthenticator) onCreated(data.userAuthenticator.userAuthenticatorId);
    return { status: 'created', message: 'passkey_created' };
  }

  async function create(place: PasskeyPlace) {
    if (state.status === 'waiting') return;
    setState({ status: 'waiting', place });
    setState(await ceremony(place).catch((error: unknown) => stateOfThrown(error, place)));
  }

  return { state, create, clear: () => setState({ status: 'idle' }) };
}

const requests = {
  here: { authenticatorAttachment: 'platform' },
  elsewhere: { authenticatorAttachment: 'cross-platform', hints: ['hybrid', 'security-key'] },
} satisfies Record<PasskeyPlace, Parameters<PasskeyClient['signUp']>[0]>;

function stateOfThrown(error: unknown, place: PasskeyPlace): CreateState {
  const message = error instanceof ApiFailure ? error.code : messageOfThrown(error);
  if (!message) return { status: 'idle' };
  if (message !== 'passkey_already_here') return { status: 'failed', message };
  return { status: 'created', message: place === 'here' ? message : 'passkey_already_there' };
}
