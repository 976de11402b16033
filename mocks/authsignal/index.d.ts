// @ts-ignore: msw is optional.
import type { RequestHandler } from 'msw';

/** What is decided for a new action. */
export type Outcome = 'ALLOW' | 'CHALLENGE' | 'REVIEW' | 'BLOCK';

export type ActionState =
  | 'ALLOW'
  | 'BLOCK'
  | 'CHALLENGE_REQUIRED'
  | 'CHALLENGE_SUCCEEDED'
  | 'CHALLENGE_FAILED'
  | 'REVIEW_REQUIRED'
  | 'REVIEW_SUCCEEDED'
  | 'REVIEW_FAILED';

/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export interface RelyingParty {
  /** The domain of the passkeys, such as `example.com`. */
  id: string;
  /** The name that some browsers show. */
  name: string;
  /** The pages that may use the passkeys: `https://example.com`, or `android:apk-key-hash:…`. */
  origins: string[];
  /** Whether a passkey must check its user. The default is `required`. */
  userVerification?: 'required' | 'preferred' | 'discouraged';
}

export interface EmulatorOptions {
  /** The API address that `handlers` answer for: the `apiUrl` of your SDK. The default is `http://localhost:8787/v1`. */
  baseUrl?: string;
  /** The default is `local-tenant`. */
  tenantId?: string;
  /** The key of the Server API, and of the signatures of webhooks. The default is `local-secret-key`. */
  secretKey?: string;
  /** The default is `localhost`, with pages at `http://localhost:3000`. */
  relyingParty?: RelyingParty;
  /** The receiver of webhooks. Without one, none are sent. */
  webhookUrl?: string;
  /** Milliseconds until a webhook is retried. The default is 30 seconds, as documented. */
  retryPause?: number;
  /** The file that keeps users, passkeys, actions, open challenges, outcomes and rules. Without it, they are in memory only. */
  file?: string;
  /** The clock, in ms since 1970. The default is the machine's. */
  now?: () => number;
}

export interface Listening {
  /** The address of the portal, such as `http://localhost:8787`. */
  url: string;
  /** The address for the SDKs: `url` and `/v1`. */
  apiUrl: string;
  /** Ends all connections. The emulator can listen again. */
  close(): Promise<void>;
}

/** A user to seed. The one with the same id keeps what is not named here. */
export interface UserSeed {
  userId: string;
  /** The WebAuthn user handle in base64url. Without one, it is random. */
  handle?: string;
  email?: string;
  emailVerified?: boolean;
  phoneNumber?: string;
  phoneNumberVerified?: boolean;
  username?: string;
  displayName?: string;
  custom?: Record<string, Json>;
  locale?: string;
  defaultVerificationMethod?: PasskeySeed['verificationMethod'] | ContactSeed['verificationMethod'];
}

/** A passkey whose private key your test has. */
export interface PasskeySeed {
  verificationMethod: 'PASSKEY';
  userId: string;
  /** In base64url. */
  credentialId: string;
  /** The COSE key in base64url. */
  publicKey: string;
  /** The default is 0, as of a synced passkey. */
  counter?: number;
  /** The provider. The default is all zeros. */
  aaguid?: string;
  transports?: ('ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb')[];
  deviceType?: 'singleDevice' | 'multiDevice';
  backedUp?: boolean;
  /** Whether it may sign in with any user handle. The default is true if the seed does not name its user's handle. */
  isForeign?: boolean;
  name?: string;
  attachment?: 'platform' | 'cross-platform';
  username?: string;
  displayName?: string;
  /** The default is random, and so is that of `deviceId`. */
  userAuthenticatorId?: string;
  deviceId?: string;
  /** ISO 8601. The default is now. */
  createdAt?: string;
  lastVerifiedAt?: string;
  /** That of the browser in which it was created. */
  userAgent?: string;
}

/** An authenticator that is no passkey. It counts as enrolled, and no challenge uses it. */
export interface ContactSeed {
  verificationMethod: 'EMAIL_OTP' | 'EMAIL_MAGIC_LINK' | 'SMS' | 'WHATSAPP' | 'AUTHENTICATOR_APP';
  userId: string;
  email?: string;
  phoneNumber?: string;
  userAuthenticatorId?: string;
  createdAt?: string;
}

export interface ActionSeed {
  userId: string;
  actionCode: string;
  state: ActionState;
  /** The default is random. */
  idempotencyKey?: string;
  /** ISO 8601. The default is now. */
  createdAt?: string;
  /** The default is `createdAt`. */
  stateUpdatedAt?: string;
  verificationMethod?: 'PASSKEY';
  verifiedByAuthenticatorId?: string;
  deviceId?: string;
  ipAddress?: string;
  userAgent?: string;
  countryCode?: string;
  ruleIds?: string[];
  priorityRuleId?: string;
}

/** When an action (every one, if none is named) gets another outcome than its own. A sign-in without `track` has no rules. */
export type Rule = { id: string; action?: string; outcome: Outcome } & (
  | {
      /** `track` named no `deviceId`, or one that was on no earlier action of the user that was allowed or succeeded. */
      when: 'new-device';
    }
  | {
      /** The header `X-Emulator-Country` of `track` names one of `countries`. */
      when: 'country';
      /** Two capital letters each, as in ISO 3166. */
      countries: string[];
    }
);

/** What a tenant holds. */
export interface Seed {
  users?: UserSeed[];
  /** Each belongs to a user of the seed, or of before. */
  authenticators?: (PasskeySeed | ContactSeed)[];
  actions?: ActionSeed[];
  /** By action. They replace those of before, as `rules` do. */
  outcomes?: Record<string, Outcome>;
  rules?: Rule[];
}

/** What goes wrong with requests. */
export type Fault = {
  /** The operation's id, such as `trackAction`, of http/operations.ts. Without one, it is about all of them. */
  operation?: string;
  /** How likely it strikes, from 0 to 1. The default is 1. */
  probability?: number;
  /** How often it strikes. The default is without end. */
  times?: number;
} & (
  | {
      /** Answers with `status`, and does nothing. */
      kind: 'status';
      /** 400 to 599. */
      status: number;
    }
  | {
      /** Waits `ms`, at most 600,000, then does it. */
      kind: 'latency';
      ms: number;
    }
  | {
      /**
       * `hang`: does nothing, and never answers. `cut`: does it, and ends the connection without an answer.
       * `malformed`: does it, and answers with half of the JSON.
       */
      kind: 'hang' | 'cut' | 'malformed';
    }
);

/** A request to the API. Tokens and the secret key are masked in all fields. */
export interface LoggedRequest {
  /** ISO 8601. */
  time: string;
  /** The operation's id; undefined if the emulator does not imitate it. */
  operation?: string;
  method: string;
  /** With the query. */
  path: string;
  /** Undefined if it got no answer. */
  status?: number;
  /** How long the answer took. */
  ms: number;
  /** The kind of the fault that struck. */
  fault?: string;
  /** The header, masked: `Basic ***`. */
  authorization?: string;
  /** The body as JSON, or as text if it is no JSON. A body over 20,000 characters is text, and cut there. */
  request?: unknown;
  /** The same of the answer. */
  response?: unknown;
}

export interface Webhook {
  /** The event's id. It stays the same in all attempts. */
  id: string;
  type: string;
  /** ISO 8601: when the event happened. */
  time: string;
  /** The receiver. */
  url: string;
  body: object;
  attempts: number;
  /** That of the last answer; undefined if there was none. */
  status?: number;
}

/**
 * What tests do to the emulator. All of it goes over HTTP too, at `/_emulator`. What is wrong in an
 * argument throws an Error that names the field.
 */
export interface Control {
  /**
   * Adds to a user with the same id, and replaces authenticators and actions with the same ids. `outcomes` and
   * `rules` replace all former ones. If a part is wrong, nothing changes.
   */
  seed(data: Seed): void;
  /** Forgets users, passkeys, actions, outcomes, rules, faults, requests and webhooks, and sets the clock to the real time. */
  reset(): void;
  /** All users, authenticators, actions, outcomes and rules, as JSON that `seed` takes. Open ceremonies are left out. */
  state(): Required<Seed>;
  /** The last 200 requests to the API that have ended, the newest first. */
  requests(): LoggedRequest[];
  /** Sets what is decided for an action if no rule applies. The default is CHALLENGE, which lets a user without an authenticator pass. */
  setOutcome(action: string, outcome: Outcome): void;
  /** Replaces the rules. The first that applies to an action wins. */
  setRules(rules: Rule[]): void;
  /** Replaces the faults. The first that is due strikes. The same `seed` makes the same sequence of chances. Not kept in the file. */
  setFaults(faults: Fault[], seed?: number): void;
  /** Moves the clock by `advanceMs`, or sets it to `at` (ISO 8601). It then runs on. Without an argument: the real time. Not kept in the file. */
  setClock(change?: { advanceMs: number } | { at: string }): void;
  /** The last 200 webhooks, the newest first. */
  webhooks(): Webhook[];
  /** Sends a webhook once more. Resolves when it is answered, or has failed. */
  resendWebhook(id: string): Promise<Webhook>;
  /**
   * Finishes an action as a passkey would, without a browser. Without an `idempotencyKey`, it is a new
   * action. The token is one for `validateChallenge`.
   */
  finishChallenge(challenge: { userId: string; action: string; idempotencyKey?: string }): {
    token: string;
  };
}

export interface Emulator extends Control {
  readonly tenantId: string;
  readonly secretKey: string;
  /** For `setupServer` of msw, which you install yourself. */
  readonly handlers: RequestHandler[];
  /** Answers a request as the API does, without a port. */
  fetch(request: Request): Promise<Response>;
  /** Listens at `port`, 0 for any free one, of this machine only unless `host` says otherwise. Rejects if it is taken. */
  listen(options?: { port?: number; host?: string }): Promise<Listening>;
  /** Sets the receiver of webhooks, or none. */
  setWebhookUrl(url: string | undefined): void;
  /** Ends webhooks and writes, and requests that hang. Call `close` of each `Listening` first. */
  close(): void;
}

/** Authsignal's API for one tenant. It verifies every WebAuthn response. */
export declare function createEmulator(options?: EmulatorOptions): Emulator;
