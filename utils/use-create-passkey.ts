import { useState } from 'react';

import { ApiFailure, callApi } from '@/utils/api-client.browser';
import { useAuthsignal } from '@/utils/authsignal';
import type { MessageCode } from '@/utils/messages';
import { messageOfSdkCode, messageOfThrown } from '@/utils/passkey-failures';

export type CreateState =
  | { status: 'idle' | 'waiting' }
  | { status: 'created'; message: MessageCode }
  | { status: 'failed'; message: MessageCode };

/** Creates a passkey for the signed-in person. `onCreated` runs once our server has validated it. */
export function useCreatePasskey(email: string, onCreated: () => void) {
  const { passkey } = useAuthsignal();
  const [state, setState] = useState<CreateState>({ status: 'idle' });

  async function ceremony(): Promise<CreateState> {
    const { token } = await callApi<{ token: string }>('POST', '/api/auth/enroll-passkey', {});
    const { data, errorCode } = await passkey.signUp({ token, username: email });
    if (!data?.token) return { status: 'failed', message: messageOfSdkCode(errorCode) };

    await callApi('POST', '/api/auth/callback', { token: data.token });
    onCreated();
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
