import type { RelyingParty } from './index';
import type { Store } from './store/store';
import type { Tokens } from './access/tokens';
import type { Webhooks } from './webhooks/webhooks';

/** One Authsignal tenant: everything that an operation may use. */
export type Tenant = {
  tenantId: string;
  secretKey: string;
  relyingParty: RelyingParty;
  now: () => number;
  store: Store;
  tokens: Tokens;
  webhooks: Webhooks;
};
