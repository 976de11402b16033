import type { IncomingHttpHeaders } from 'node:http';

import type { Account, Awaitable, CallbacksOptions, User } from 'next-auth';

import { checkPasskeyResult } from './check-result.server';
import { PasskeyError } from './codes';
import { errorName, SIGN_IN_ACTION, type SignInSettings } from './settings.server';

/** What NextAuth's `callbacks.signIn` answers: yes, no, or an address to go to instead. */
export type Verdict = Awaited<ReturnType<CallbacksOptions['signIn']>>;

/** What a sign-in needs of the app around it. */
export interface Host {
  findUser: (id: string) => Awaitable<User | null>;
  /** The app's `callbacks.signIn`. NextAuth gets the same answer when it asks. */
  judge: (user: User, account: Account, proof: Proof) => Promise<Verdict>;
  /** Opens a session in the database, if the app keeps its sessions there. */
  openSession?: ((user: User, headers: IncomingHttpHeaders) => Promise<void>) | undefined;
}

/** What the browser brings: a token and, if a page shows a user already, the id of that user. */
export type Proof = Partial<Record<'signInToken' | 'confirms', string>>;

/** Prove, ask the host, spend, open a session: in this order, so that a refusal leaves nothing behind. */
async function signIn(
  proof: Proof,
  headers: IncomingHttpHeaders,
  settings: SignInSettings,
  host: Host,
): Promise<User | null> {
  const refuse = (reason: string, userId?: string) => {
    settings.log?.({ event: 'sign_in_refused', level: 'warn', method: 'passkey', reason, userId });
    return null;
  };
  const action = settings.actions?.signIn ?? SIGN_IN_ACTION;
  const result = await checkPasskeyResult(proof.signInToken, { action }, settings);
  if (!result.accepted) return refuse(result.reason);
  const { userId, key } = result;
  // guard: same-user
  if (proof.confirms !== undefined && proof.confirms !== userId) {
    refuse('another_user');
    throw new PasskeyError('passkey_of_another');
  }

  const found = await host.findUser(userId);
  if (!found) return refuse('unknown_user'); // guard: known-user
  // A copy for this sign-in alone: verdict, session and facts hang on it, and a cache answers with one object.
  const user = { ...found };
  const provider = settings.provider ?? 'credentials';
  const account: Account = { providerAccountId: userId, type: 'credentials', provider };
  const verdict = await host.judge(user, account, proof).catch(() => false);
  // guard: host-verdict
  if (!verdict || typeof verdict === 'string') {
    refuse('host', userId);
    // NextAuth asks for the same verdict next, and answers with it.
    return user;
  }

  const spent = await settings.spend({ userId, key, at: new Date() }, { headers });
  if (!spent) return refuse(spent === null ? 'unknown_user' : 'spent'); // guard: spent-once
  if (spent !== true) Object.assign(user, spent);
  await host.openSession?.(user, headers);
  return user;
}

/**
 * NextAuth's `authorize`: the user, or null if the token is no good. NextAuth makes the text of what it
 * throws the `error` of `signIn` and part of a URL, so it throws a code of the closed list and nothing else.
 */
export async function authorize(
  proof: Proof,
  headers: IncomingHttpHeaders,
  settings: SignInSettings,
  host: Host,
): Promise<User | null> {
  const { log, limit = (_attempt, run) => run() } = settings;
  let user: User | null = null;
  try {
    await limit({ kind: 'sign_in', headers }, async () => {
      user = await signIn(proof, headers, settings, host);
      return user !== null;
    });
    return user;
  } catch (error) {
    const refusal = error instanceof PasskeyError ? error : new PasskeyError('service_unavailable');
    if (refusal.status >= 500) {
      const name = errorName(error);
      log?.({ event: 'sign_in_unavailable', level: 'error', method: 'passkey', error: name });
    }
    throw new Error(refusal.code);
  }
}
