import { http, type RequestHandler } from 'msw';

import { addPasskey } from './client-api/add-passkey';
import { authenticationOptions } from './client-api/authentication-options';
import { challenge } from './client-api/challenge';
import { findPasskey } from './client-api/find-passkey';
import { listOwnAuthenticators } from './client-api/list-own-authenticators';
import { registrationOptions } from './client-api/registration-options';
import { verifyPasskey } from './client-api/verify-passkey';
import { refuse } from './errors';
import { ExpiringMap } from './expiring-map';
import { ACTION_LIFETIME, CHALLENGE_LIFETIME, WEBHOOK_RETRY_PAUSE } from './inferred';
import { portalOutcome } from './portal-outcome';
import type { Action, Ceremony } from './records';
import { deleteAuthenticator } from './server-api/delete-authenticator';
import { deleteUser } from './server-api/delete-user';
import { getAction } from './server-api/get-action';
import { getUser } from './server-api/get-user';
import { listActions } from './server-api/list-actions';
import { listAuthenticators } from './server-api/list-authenticators';
import { trackAction } from './server-api/track-action';
import { updateUser } from './server-api/update-user';
import { validateChallenge } from './server-api/validate-challenge';
import { Store } from './store';
import type { Outcome, RelyingParty, Tenant } from './tenant';
import { createTokens } from './tokens';
import { createWebhooks } from './webhooks';

export type EmulatorOptions = {
  /** Ends with /v1, as the SDKs expect. */
  baseUrl: string;
  tenantId: string;
  secretKey: string;
  relyingParty: RelyingParty;
  now?: () => number;
  /** Milliseconds until a webhook is retried. */
  retryPause?: number;
  /** The file for users and passkeys. Without it, they are kept in memory only. */
  file?: string;
};

type Emulator = {
  handlers: RequestHandler[];
  /** Sets what the tenant's rules decide for an action. The default is CHALLENGE. */
  setOutcome(actionCode: string, outcome: Outcome): void;
  /** Sets the receiver of webhooks. Without one, none are sent. */
  setWebhookUrl(url: string | undefined): void;
  clear(): void;
  close(): void;
};

const endpoints = [
  validateChallenge,
  challenge,
  authenticationOptions,
  verifyPasskey,
  trackAction,
  registrationOptions,
  addPasskey,
  listOwnAuthenticators,
  findPasskey,
  getAction,
  listActions,
  listAuthenticators,
  deleteAuthenticator,
  getUser,
  updateUser,
  deleteUser,
  portalOutcome,
];

/** Emulates Authsignal's API for one tenant. Verifies every WebAuthn response. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { file, now = Date.now, retryPause = WEBHOOK_RETRY_PAUSE, ...identity } = options;
  const outcomes = new Map<string, Outcome>();
  const store = new Store(file);
  const actions = new ExpiringMap<Action>(ACTION_LIFETIME, now);
  const ceremonies = new ExpiringMap<Ceremony>(CHALLENGE_LIFETIME, now);
  const tokens = createTokens(identity.tenantId, identity.secretKey, now);
  const webhooks = createWebhooks({ ...identity, now, retryPause });
  const getOutcome = (actionCode: string) => outcomes.get(actionCode) ?? 'CHALLENGE';
  const setOutcome = (actionCode: string, outcome: Outcome) =>
    void outcomes.set(actionCode, outcome);
  const parts = { store, actions, ceremonies, tokens, webhooks };
  const tenant: Tenant = { ...identity, now, ...parts, getOutcome, setOutcome };

  return {
    handlers: [
      ...endpoints.map((endpoint) => endpoint(tenant)),
      http.all(`${tenant.baseUrl}/*`, () => refuse('not_emulated')),
    ],
    setOutcome,
    setWebhookUrl: webhooks.setUrl,
    clear() {
      for (const memory of [store, actions, ceremonies, outcomes]) memory.clear();
    },
    close() {
      webhooks.close();
      store.close();
    },
  };
}
