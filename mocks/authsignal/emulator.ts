import { createApi } from './api';
import { createHandlers } from './msw-handlers';
import type { Emulator, EmulatorOptions } from './index';
import { WEBHOOK_RETRY_PAUSE } from './inferred';
import { listen } from './listen';
import { Store } from './store/store';
import type { Tenant } from './tenant';
import { createTokens } from './tokens';
import { createWebhooks } from './webhooks';

const LOCAL = { id: 'localhost', name: 'Local', origins: ['http://localhost:3000'] };

/** Emulates Authsignal's API for one tenant: index.d.ts says what each option and each method is. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { baseUrl = 'http://localhost:8787/v1', file, now = Date.now } = options;
  const { tenantId = 'local-tenant', secretKey = 'local-secret-key' } = options;
  const { relyingParty = LOCAL, retryPause = WEBHOOK_RETRY_PAUSE } = options;

  const store = new Store(now, file);
  const tokens = createTokens(tenantId, secretKey, now);
  const webhooks = createWebhooks({ tenantId, secretKey, now, retryPause });
  webhooks.setUrl(options.webhookUrl);
  const tenant: Tenant = { tenantId, secretKey, relyingParty, now, store, tokens, webhooks };
  const app = createApi(tenant);
  const fetch = async (request: Request) => app.fetch(request);

  return {
    tenantId,
    secretKey,
    get handlers() {
      return createHandlers(baseUrl, fetch);
    },
    fetch,
    listen: (address) => listen(app, address),
    reset: () => store.clear(),
    setOutcome: (action, outcome) => store.saveOutcome(action, outcome),
    setWebhookUrl: webhooks.setUrl,
    close() {
      webhooks.close();
      store.close();
    },
  };
}
