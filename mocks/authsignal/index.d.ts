import type { RequestHandler } from 'msw';

/** What the rules of a tenant decide for an action. */
export type Outcome = 'ALLOW' | 'CHALLENGE' | 'REVIEW' | 'BLOCK';

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
  /** Where the SDKs look for the API, for `handlers`. The default is `http://localhost:8787/v1`. */
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
  /** The file that keeps users, passkeys and actions. Without it, they are in memory only. */
  file?: string;
  /** The clock, in ms since 1970. The default is the machine's. */
  now?: () => number;
}

export interface Listening {
  /** The address, such as `http://localhost:8787`. */
  url: string;
  /** The address for the SDKs: `url` and `/v1`. */
  apiUrl: string;
  /** Ends all connections. The emulator can listen again. */
  close(): Promise<void>;
}

export interface Emulator {
  readonly tenantId: string;
  readonly secretKey: string;
  /** For `setupServer` of msw, which you install yourself. */
  readonly handlers: RequestHandler[];
  /** Answers a request as the API does, without a port. */
  fetch(request: Request): Promise<Response>;
  /** Listens at `port`, 0 for any free one, of this machine only unless `host` says otherwise. Rejects if it is taken. */
  listen(options?: { port?: number; host?: string }): Promise<Listening>;
  /** Forgets users, passkeys and actions, and what was set since the start. */
  reset(): void;
  /** Sets what the rules decide for an action. The default is CHALLENGE. */
  setOutcome(action: string, outcome: Outcome): void;
  /** Sets the receiver of webhooks, or none. */
  setWebhookUrl(url: string | undefined): void;
  /** Ends webhooks and writes. What listens must be closed before. */
  close(): void;
}

/** Authsignal's API for one tenant. It verifies every WebAuthn response. */
export declare function createEmulator(options?: EmulatorOptions): Emulator;
