import type { SignInState } from '@/utils/passkeys/sign-in-ceremony.browser';
import type { CreateState } from '@/utils/passkeys/use-create-passkey';
import type { List } from '@/utils/account/use-list';
import type { Passkey } from '@/utils/account/passkeys.server';
import type { SessionView } from '@/utils/sessions/list-sessions.server';

/** What a page knows beyond its props. In the app hooks find it out; in the gallery it is given. */
export interface Known {
  signIn: SignInState;
  create: CreateState;
  passkeys: List<Passkey>;
  sessions: List<SessionView>;
  supportsPasskeys: boolean;
  canKeepPasskeys: boolean;
  isPrompting: boolean;
  isSending: boolean;
  /** Whether the browser asks for a passkey to confirm something. */
  isConfirming: boolean;
}

const AT_REST: Known = {
  signIn: { status: 'idle' },
  create: { status: 'idle' },
  passkeys: { status: 'loaded', items: [] },
  sessions: {
    status: 'loaded',
    items: [
      {
        id: 'here',
        current: true,
        method: 'email',
        createdAt: '2026-11-20T09:00:00.000Z',
        lastSeenAt: '2026-11-20T09:05:00.000Z',
        browser: 'Chrome on macOS',
      },
    ],
  },
  supportsPasskeys: true,
  canKeepPasskeys: true,
  isPrompting: false,
  isSending: false,
  isConfirming: false,
};

let known = AT_REST;

/** What the next page to be drawn knows. */
export function give(given: Partial<Known> = {}): void {
  known = { ...AT_REST, ...given };
}

const nothing = () => {};

// By the names of the app's hooks, in whose place they stand (see write.ts).
export const usePasskeySignIn = () => ({ state: known.signIn, arm: nothing, press: nothing });
export const useCreatePasskey = () => ({
  state: known.create,
  create: nothing,
  clear: nothing,
});
export const useList = (name: 'passkeys' | 'sessions') => ({
  list: known[name],
  load: async () => {},
  replace: nothing,
});
export const usePasskeySupport = () => known.supportsPasskeys;
export const useDevicePasskeys = () => known.canKeepPasskeys;
export const usePasskeyPrompt = () => ({ isPrompting: known.isPrompting, snooze: nothing });
export const usePasskeyConfirmation = () => ({
  isWaiting: known.isConfirming,
  confirmedFetch: fetch,
});
export const useSubmitOnce = () => ({ isSending: known.isSending, onSubmit: nothing });
