import { readFileSync } from 'node:fs';

import type { Authsignal } from '@authsignal/browser';
import {
  AuthenticatorEmulator,
  PasskeysCredentialsMemoryRepository,
  WebAuthnEmulator,
} from 'nid-webauthn-emulator';

/** What a page asks for that signs its person in. */
export const SIGN_IN = { action: 'sign-in-with-passkey' };

type Behaviour = {
  userPresent?: boolean;
  userVerified?: boolean;
  /** 0 for passkeys that are synced between devices and therefore do not count. */
  signCounterIncrement?: number;
  /** The provider of its passkeys, 16 bytes. */
  aaguid?: Uint8Array<ArrayBuffer>;
  credentialsRepository?: PasskeysCredentialsMemoryRepository;
};

/** A device with a store of passkeys of its own: real keys, real signatures, and a willing user. */
export function createAuthenticator(behaviour: Behaviour = {}) {
  const { userPresent: up = true, userVerified: uv = true, ...rest } = behaviour;
  const consent = () => ({ options: { uv, up } });

  return new WebAuthnEmulator(
    new AuthenticatorEmulator({
      aaguid: Uint8Array.from(Buffer.from('01020304050607080102030405060708', 'hex')),
      transports: ['internal'],
      credentialsRepository: new PasskeysCredentialsMemoryRepository(),
      userMakeCredentialInteraction: consent,
      userGetAssertionInteraction: consent,
      ...rest,
    }),
  );
}

/** Another device with the same private keys; from here on, each counts for itself. */
export function cloneAuthenticator({ authenticator }: WebAuthnEmulator, behaviour?: Behaviour) {
  const credentialsRepository = new PasskeysCredentialsMemoryRepository();
  for (const passkey of authenticator.params.credentialsRepository?.loadCredentials() ?? []) {
    credentialsRepository.saveCredential(passkey);
  }
  return createAuthenticator({ ...behaviour, credentialsRepository });
}

type WebAuthn = {
  credentials: Pick<CredentialsContainer, 'get' | 'create'>;
  PublicKeyCredential: { isConditionalMediationAvailable(): Promise<boolean> };
};

export type PasskeyBrowser = {
  authenticator: WebAuthnEmulator;
  /** What the SDK finds of WebAuthn in the page. */
  webAuthn: WebAuthn;
  /** The whole SDK, as a page in this browser has it. */
  authsignal: Authsignal;
  signUp(options: { token: string; username?: string }): Promise<string>;
  /** SIGN_IN, unless it is something else that the person does. */
  signIn(options?: { action?: string; token?: string; autofill?: boolean }): Promise<string>;
};

/**
 * A browser with one page open, at `origin`, where Authsignal's real SDK runs. Each call makes another
 * browser: with its own storage and cookies, its own copy of the SDK (which keeps state in its module)
 * and, unless one is given, its own authenticator.
 */
export function createBrowser(options: {
  baseUrl: string;
  tenantId: string;
  origin: string;
  userAgent?: string;
  authenticator?: WebAuthnEmulator;
  /** Whether the page may keep anything. */
  hasStorage?: boolean;
}): PasskeyBrowser {
  const { authenticator = createAuthenticator(), baseUrl, tenantId } = options;
  const webAuthn = webAuthnOf(authenticator, options.origin);
  const page = pageGlobals(webAuthn, options.origin, options.userAgent ?? CHROME);
  const Sdk = loadSdk(options.hasStorage === false ? { ...page, localStorage: null } : page);
  const authsignal = new Sdk({ baseUrl, tenantId });

  return {
    authenticator,
    webAuthn,
    authsignal,
    signUp: async (request) => readToken(await authsignal.passkey.signUp(request)),
    signIn: async (request = SIGN_IN) => readToken(await authsignal.passkey.signIn(request)),
  };
}

type Result = { data?: { token?: string }; errorCode?: string; error?: string };

/** The token, or a refusal as an exception: `expect(…).rejects.toThrow('expired_token')`. */
function readToken({ data, errorCode, error }: Result) {
  if (data?.token) return data.token;
  throw new Error(errorCode ?? error ?? 'not_verified');
}

const CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';

function webAuthnOf(authenticator: WebAuthnEmulator, origin: string): WebAuthn {
  class PublicKeyCredential {
    static isConditionalMediationAvailable = async () => true;
    static getClientCapabilities = async () => ({ conditionalGet: true, conditionalCreate: true });
  }
  const credentials: WebAuthn['credentials'] = {
    create: async (request = {}) => authenticator.create(origin, request),
    get: async (request = {}) => authenticator.get(origin, request),
  };
  return { credentials, PublicKeyCredential };
}

function pageGlobals(webAuthn: WebAuthn, origin: string, userAgent: string) {
  const { credentials, PublicKeyCredential } = webAuthn;
  const stored = new Map<string, string>();
  const page = {
    PublicKeyCredential,
    navigator: { credentials, userAgent },
    document: {
      location: new URL(origin),
      cookie: '',
      readyState: 'complete',
      // The page has the one field that autofill looks for, and no dialogs.
      querySelectorAll: (selector: string) => (selector.startsWith('input') ? [{}] : []),
    },
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    },
    btoa,
    fetch: (url: string, init: RequestInit) => {
      const headers = { ...init.headers, Origin: origin, 'User-Agent': userAgent };
      return fetch(url, { ...init, headers });
    },
  };
  return { ...page, window: page, globalThis: page };
}

type Evaluate = (...globals: unknown[]) => typeof Authsignal;
let evaluate: Evaluate | undefined;

/**
 * Evaluates the published SDK among the globals of a page, and leaves those of the test alone. It is
 * compiled once, for all pages, which have globals of the same names.
 */
function loadSdk(globals: object): typeof Authsignal {
  evaluate ??= compileSdk(Object.keys(globals));
  return evaluate(...Object.values(globals));
}

function compileSdk(globals: string[]): Evaluate {
  const source = readFileSync(require.resolve('@authsignal/browser'), 'utf8');
  const body = source.replace(/^export \{.*\};?\s*$/m, 'return Authsignal;');
  const compiled = new Function(...globals, body);
  return (...values) => compiled(...values);
}
