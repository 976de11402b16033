import type { ExpiringMap } from './expiring-map';
import type { Action, Ceremony } from './records';
import type { Store } from './store';
import type { Tokens } from './tokens';
import type { Webhooks } from './webhooks';

export type RelyingParty = { id: string; name: string; origins: string[] };

/** What the tenant's rules decide for an action. */
export type Outcome = 'ALLOW' | 'CHALLENGE' | 'REVIEW' | 'BLOCK';

/** One Authsignal tenant: everything that an endpoint may use. */
export type Tenant = {
  baseUrl: string;
  tenantId: string;
  secretKey: string;
  relyingParty: RelyingParty;
  now: () => number;
  store: Store;
  actions: ExpiringMap<Action>;
  ceremonies: ExpiringMap<Ceremony>;
  tokens: Tokens;
  webhooks: Webhooks;
  getOutcome: (actionCode: string) => Outcome;
  setOutcome: (actionCode: string, outcome: Outcome) => void;
};

/** A type of the SDKs as it is in JSON, with strings for enums. */
export type Wire<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;
