import { createApp } from './http/app';
import { createClock } from './control/clock';
import { createControl } from './control/control';
import { createFaults } from './control/faults';
import { Cut } from './control/strike';
import type { Emulator, EmulatorOptions, LoggedRequest } from './index';
import { WEBHOOK_RETRY_PAUSE } from './inferred';
import { LastItems } from './control/last-items';
import { listen } from './http/listen';
import { createHandlers } from './http/msw-handlers';
import { Store } from './store/store';
import type { Tenant } from './tenant';
import { createTokens, DEFAULT_SECRET_KEY } from './access/tokens';
import { createWebhooks } from './webhooks/webhooks';

const LOCAL = { id: 'localhost', name: 'Local', origins: ['http://localhost:3000'] };

/** Emulates Authsignal's API for one tenant: index.d.ts says what each option and each method is. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { baseUrl = 'http://localhost:8787/v1', file } = options;
  const { tenantId = 'local-tenant', secretKey = DEFAULT_SECRET_KEY } = options;
  const { relyingParty = LOCAL, retryPause = WEBHOOK_RETRY_PAUSE } = options;

  const clock = createClock(options.now ?? Date.now);
  const { now } = clock;
  const store = new Store(now, file);
  const tokens = createTokens(tenantId, secretKey, now);
  const webhooks = createWebhooks({ tenantId, secretKey, now, retryPause });
  webhooks.setUrl(options.webhookUrl);
  const tenant: Tenant = { tenantId, secretKey, relyingParty, now, store, tokens, webhooks };

  const closing = new AbortController();
  const instruments = {
    clock,
    faults: createFaults(),
    requests: new LastItems<() => LoggedRequest>(),
    closed: closing.signal,
  };
  const control = createControl(tenant, instruments);
  const app = createApp(tenant, control, instruments);

  async function fetch(request: Request): Promise<Response> {
    try {
      return await app.fetch(request, {});
    } catch (error) {
      if (error instanceof Cut) return Response.error();
      throw error;
    }
  }

  return {
    tenantId,
    secretKey,
    ...control,
    get handlers() {
      return createHandlers(baseUrl, fetch);
    },
    fetch,
    listen: (address) => listen(app, address),
    setWebhookUrl: webhooks.setUrl,
    close() {
      closing.abort();
      webhooks.close();
      store.close();
    },
  };
}
