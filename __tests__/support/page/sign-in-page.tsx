import type { Authsignal } from '@authsignal/browser';
import { act, render, screen } from '@testing-library/react/pure';
import { StrictMode } from 'react';

import { type MessageCode, messages } from '@/utils/base/messages';

import { furnishPage, TENANT } from './furnish-page';

type SignIn = Authsignal['passkey']['signIn'];
type Answer = Awaited<ReturnType<SignIn>>;

/** One call of the SDK's signIn, which the test answers when it likes. */
export interface Ceremony {
  autofill: boolean;
  verify(): void;
  answer(answer: Answer): Promise<void>;
  fail(error: Error): Promise<void>;
}

interface Options {
  webAuthn?: boolean;
  autofill?: boolean;
  error?: MessageCode | null;
}

/** What stays loaded, since it keeps nothing from one page to the next, and takes long to load. */
const kept = ['react', 'react/jsx-runtime', 'zod'].map(
  (name) => [name, jest.requireActual<object>(name)] as const,
);

const open: (() => void)[] = [];

/** Closes what openSignInPage has opened. */
export const closePages = () => open.splice(0).forEach((close) => close());

/**
 * The sign-in page in Strict Mode, in a fresh browser: the modules are loaded anew, because ours
 * and the SDK's keep the waiting request. `ceremonies` lists the calls of the SDK, `exchanged` the
 * tokens that were brought to NextAuth, which answers as `nextAuth` says.
 */
export async function openSignInPage({
  webAuthn = true,
  autofill = true,
  error = null,
}: Options = {}) {
  jest.resetModules();
  for (const [name, module] of kept) jest.doMock(name, () => module);

  const ceremonies: Ceremony[] = [];
  const exchanged: string[] = [];
  const nextAuth: { status: number; url?: string } = { status: 200 };

  const signIn: SignIn = (params) =>
    new Promise((resolve, reject) => {
      ceremonies.push({
        autofill: Boolean(params?.autofill),
        verify: () => act(() => void params?.onVerificationStarted?.()),
        answer: (answer) => act(async () => resolve(answer)),
        fail: (failure) => act(async () => reject(failure)),
      });
    });
  // The ceremonies of real requests stand in the browser tests; here they are in the test's hand.
  jest.doMock('@/utils/passkeys/patched-sdk.browser', () => ({ patchedSdk: () => ({ signIn }) }));
  jest.doMock('@authsignal/browser', () => ({ Authsignal: class {} }));
  const router = {
    prefetch: async () => {},
    replace: async (url: string) => window.location.assign(url),
  };
  jest.doMock('next/router', () => ({ __esModule: true, default: router }));
  window.fetch = async (_path, init) => {
    const form = new URLSearchParams(String(init?.body));
    exchanged.push(form.get('signInToken') ?? '');
    const { status, url = form.get('callbackUrl') } = nextAuth;
    return { ok: status === 200, json: async () => ({ url }) } as Response;
  };
  for (const name of [
    'sessions/session',
    'signin/csrf',
    'base/tenant',
    'links/remembered-address',
  ]) {
    jest.doMock(`@/utils/${name}.server`, () => ({}));
  }

  const isConditionalMediationAvailable = async () => autofill;
  Object.assign(window, {
    IS_REACT_ACT_ENVIRONMENT: true,
    PublicKeyCredential: webAuthn
      ? Object.assign(() => {}, { isConditionalMediationAvailable })
      : undefined,
  });

  furnishPage();
  const { default: SignInPage } = await import('@/pages/signin');
  const page = (
    <StrictMode>
      <SignInPage
        csrfToken="csrf"
        callbackUrl="#done"
        error={error && messages[error]}
        address={null}
        confirms={null}
        authsignal={TENANT}
      />
    </StrictMode>
  );
  const mount = async () => {
    const { unmount } = render(page);
    open.push(unmount);
    await act(async () => {});
    return unmount;
  };

  window.location.hash = '';
  const unmount = await mount();
  const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());
  return { screen, ceremonies, exchanged, nextAuth, press, mount, unmount };
}
