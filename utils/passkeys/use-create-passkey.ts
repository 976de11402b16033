import { useState } from 'react';

import { codeOfSdk, codeOfThrown } from './browser-codes';
import { type PasskeyCode, passkeyMessages } from './codes';
import type { PasskeyClient } from './patched-sdk.browser';
import { useAuthsignal } from './use-authsignal';

/** On this very device, or on a phone or security key, or where the user chooses in the browser's dialog. */
export type PasskeyPlace = 'here' | 'elsewhere' | 'anywhere';

export type CreateState =
  | { status: 'idle' }
  | { status: 'waiting'; place: PasskeyPlace }
  | { status: 'created'; place: PasskeyPlace; wasThere: boolean; id?: string | undefined }
  | { status: 'failed'; code: PasskeyCode };

export interface CreatePasskeySettings {
  /** The name by which browsers list the passkey: the user's e-mail address, if there is one. */
  username: string | null | undefined;
  /** Runs when the user's list of passkeys may have changed. */
  onChange?: (() => void) | undefined;
  /** Runs with the id of a passkey that the server has confirmed. */
  onCreated?: ((id: string) => void) | undefined;
  /**
   * Posts `body` as JSON to one of the two routes and resolves to the parsed answer. If the route refuses,
   * throws an error whose `code` is the answer's `error`. By default a `fetch`.
   */
  post?: ((path: string, body: object) => Promise<unknown>) | undefined;
}

/** Creates a passkey for the signed-in user. `clear` forgets the outcome. */
export function useCreatePasskey(settings: CreatePasskeySettings) {
  const { username, onChange, onCreated, post = sendJson } = settings;
  const { load, passkey } = useAuthsignal();
  const [state, setState] = useState<CreateState>({ status: 'idle' });

  async function signUp(token: string, place: PasskeyPlace): Promise<CreateState> {
    const names = username ? { username, displayName: username } : {};
    const { data, errorCode } = await passkey.signUp({ token, ...names, ...requests[place] });
    if (!data?.token) return { status: 'failed', code: codeOfSdk(errorCode) };

    await post('/api/auth/callback', { token: data.token });
    const id = data.userAuthenticator?.userAuthenticatorId;
    return { status: 'created', place, wasThere: false, id };
  }

  async function create(place: PasskeyPlace = 'anywhere') {
    if (state.status === 'waiting') return;
    setState({ status: 'waiting', place });
    const end = (error: unknown) => stateOf(error, place);
    // Loaded first: the SDK gives the browser the device id that the request tells.
    const start = () => post('/api/auth/enroll-passkey', {}).then(tokenOf);
    const token = await load().then(start).catch(end);
    if (typeof token !== 'string') return setState(token);

    const outcome = await signUp(token, place).catch(end);
    setState(outcome);
    // A ceremony that has failed may have added a passkey: only its answer may be lost.
    if (outcome.status !== 'idle') onChange?.();
    if (outcome.status === 'created' && outcome.id) onCreated?.(outcome.id);
  }

  return { state, create, clear: () => setState({ status: 'idle' }) };
}

const requests = {
  anywhere: {},
  here: { authenticatorAttachment: 'platform' },
  elsewhere: { authenticatorAttachment: 'cross-platform', hints: ['hybrid', 'security-key'] },
} satisfies Record<PasskeyPlace, Partial<Parameters<PasskeyClient['signUp']>[0]>>;

function tokenOf(answer: unknown): string {
  const { token }: { token?: unknown } = Object.assign({}, answer);
  if (typeof token === 'string') return token;
  throw new TypeError('The answer has no token.');
}

function stateOf(error: unknown, place: PasskeyPlace): CreateState {
  const refused = error instanceof Error && 'code' in error ? error.code : undefined;
  const code = isPasskeyCode(refused) ? refused : codeOfThrown(error);
  if (!code) return { status: 'idle' };
  if (code === 'passkey_already_here') return { status: 'created', place, wasThere: true };
  return { status: 'failed', code };
}

/** A DOMException has a `code` too: a number. */
export const isPasskeyCode = (code: unknown): code is PasskeyCode =>
  typeof code === 'string' && Object.keys(passkeyMessages).includes(code);

export async function sendJson(path: string, body?: object, method = 'POST'): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method, headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { error: code }: { error?: unknown } = Object.assign({}, answer);
  throw Object.assign(new Error('The server has refused.'), { code });
}
