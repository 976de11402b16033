import { useState } from 'react';

import { ApiFailure, callApi } from '@/utils/api-client.browser';
import { useAuthsignal } from '@/utils/authsignal';
import type { MessageCode } from '@/utils/messages';
import { messageOfSdkCode, messageOfThrown } from '@/utils/passkey-failures';

export type CreateState =
  | { status: 'idle' | 'waiting' }
  | { status: 'created'; message: MessageCode }
  | { status: 'failed'; message: MessageCode };

/** Creates a passkey for the signed-in person. `onChange` runs when the list of passkeys may differ. */
export function useCreatePasskey(email: string, onChange: () => void) {
  const { load, passkey } = useAuthsignal();
  const [state, setState] = useState<CreateState>({ status: 'idle' });

  async function ceremony(): Promise<CreateState> {
    // The SDK gives the browser the device id of which the request tells.
    await load();
    const { token } = await callApi<{ token: string }>('POST', '/api/auth/enroll-passkey', {});
    const { data, errorCode } = await passkey.signUp({ token, username: email });
    if (!data?.token) return { status: 'failed', message: messageOfSdkCode(errorCode) };

    await callApi('POST', '/api/auth/callback', { token: data.token }).finally(onChange);
    return { status: 'created', message: 'passkey_created' };
  }

  async function create() {
    if (state.status === 'waiting') return;
    setState({ status: 'waiting' });
    setState(await ceremony().catch(stateOfThrown));
  }

  return { state, create };
}

function stateOfThrown(error: unknown): CreateState {
  const message = error instanceof ApiFailure ? error.code : messageOfThrown(error);
  if (!message) return { status: 'idle' };
  return { status: message === 'passkey_already_here' ? 'created' : 'failed', message };
}
