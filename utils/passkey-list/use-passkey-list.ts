import { useCallback, useEffect, useRef, useState } from 'react';

import { codeOfThrown } from '../passkeys/browser-codes';
import type { PasskeyCode } from '../passkeys/codes';
import { isPasskeyCode, sendJson } from '../passkeys/use-create-passkey';
import type { Passkey } from './describe-passkey.server';
import type { ListAnswer } from './list-routes.server';
import { signalRemoved } from './signal-passkeys.browser';
import { usePasskeySignals } from './use-passkey-signals';

export interface ListState {
  status: 'loading' | 'failed' | 'loaded';
  /** Why it failed. */
  code?: PasskeyCode;
  /** Empty unless loaded. */
  passkeys: Passkey[];
  username?: string | null;
  canRename?: boolean;
}

/** Sends JSON to one of the routes. If it refuses, throws an error whose `code` is the answer's `error`. */
export type Send = (path: string, body?: object, method?: string) => Promise<unknown>;

/**
 * The signed-in user's passkeys. `rename` and `remove` resolve to the code of what went wrong, or to
 * undefined. After each load, and after a removal, the browser is told which passkeys work.
 */
export function usePasskeyList(send: Send = sendJson) {
  const [list, setList] = useState<ListState>({ status: 'loading', passkeys: [] });
  const newest = useRef(0);
  const current = useRef(send);
  const signal = usePasskeySignals();

  useEffect(() => {
    current.current = send;
  });

  const load = useCallback(async () => {
    const own = ++newest.current;
    const answer = await fetchList(current.current).catch(codeOf);
    // The answer to an older request may arrive last.
    if (own !== newest.current) return;
    if (typeof answer === 'string') {
      return setList((old) => ({ ...old, status: 'failed', code: answer, passkeys: [] }));
    }
    const { passkeys, user, canRename } = answer;
    setList({ status: 'loaded', passkeys, username: user.name, canRename });
    signal(passkeys, user);
  }, [signal]);

  useEffect(() => void load(), [load]);

  async function change(method: string, { id }: Passkey, body?: object) {
    const code = await send(`/api/passkeys/${id}`, body, method).then(() => undefined, codeOf);
    // It may be refused because the passkey is no longer in the list.
    if (!code || code === 'invalid_request') await load();
    return code;
  }

  const rename = (passkey: Passkey, name: string) => change('PATCH', passkey, { name });

  const remove = async (passkey: Passkey) => {
    const code = await change('DELETE', passkey);
    if (!code && passkey.credentialId) await signalRemoved(passkey.credentialId);
    return code;
  };

  return { list, load, rename, remove };
}

async function fetchList(send: Send): Promise<ListAnswer> {
  const answer = await send('/api/passkeys', undefined, 'GET');
  const { passkeys, user, canRename }: Partial<ListAnswer> = Object.assign({}, answer);
  if (passkeys && user) return { passkeys, user, canRename: canRename ?? false };
  throw new TypeError('The answer is no list.');
}

function codeOf(error: unknown): PasskeyCode {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return isPasskeyCode(code) ? code : (codeOfThrown(error) ?? 'try_again');
}
