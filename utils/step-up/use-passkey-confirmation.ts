import { useState } from 'react';

import { codeOfSdk, codeOfThrown } from '../passkeys/browser-codes';
import { type PasskeyCode, passkeyMessages } from '../passkeys/codes';
import { useAuthsignal } from '../passkeys/use-authsignal';
import { type StepUpCode, stepUpMessages } from './codes';

const messages = { ...passkeyMessages, ...stepUpMessages };

/**
 * Calls routes that requirePasskey guards. `confirmedFetch` is a `fetch`: if the route asks for a passkey, so
 * does the browser, for one of this user alone, and the request is sent again with the confirmation. If that
 * comes to nothing, the answer is a refusal as of the route: 403, `{ error, message }`. `isWaiting` is true
 * while the browser asks.
 */
export function usePasskeyConfirmation() {
  const { load, passkey } = useAuthsignal();
  const [isWaiting, setWaiting] = useState(false);

  /** Resolves to the confirmation, or to why there is none. */
  async function confirm(token: string): Promise<{ result?: string; code?: Code }> {
    setWaiting(true);
    try {
      const { data, errorCode } = await passkey.signIn({ token });
      return data?.token ? { result: data.token } : { code: codeOfSdk(errorCode) };
    } catch (error) {
      return { code: codeOfThrown(error) };
    } finally {
      setWaiting(false);
    }
  }

  async function confirmedFetch(path: string, init: RequestInit = {}): Promise<Response> {
    // Loaded first: the SDK gives the browser the device id that Authsignal's rules look at.
    await load().catch(() => undefined);
    const answer = await fetch(path, init);
    const token = await challengeOf(answer);
    if (!token) return answer;

    const { result, code } = await confirm(token);
    if (!result) return refusal(code);
    const headers = new Headers(init.headers);
    headers.set('Passkey-Confirmation', result);
    return fetch(path, { ...init, headers });
  }

  return { isWaiting, confirmedFetch };
}

type Code = PasskeyCode | StepUpCode;

/** The token of a route that asks for a passkey. */
async function challengeOf(answer: Response): Promise<string | undefined> {
  if (answer.status !== 401) return undefined;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined);
  const { error, token }: { error?: unknown; token?: unknown } = Object.assign({}, body);
  return error === 'confirmation_required' && typeof token === 'string' ? token : undefined;
}

/** What the core says of a passkey that was not taken, or of a ceremony that failed, is about a sign-in. */
const TELLING: (Code | undefined)[] = ['offline', 'passkeys_unavailable', 'passkey_removed'];

function refusal(code?: Code): Response {
  const error = code && TELLING.includes(code) ? code : 'not_confirmed';
  return Response.json({ error, message: messages[error] }, { status: 403 });
}
