import { createHmac, randomUUID } from 'node:crypto';

import { describeProvider } from './describe-provider';
import { WEBHOOK_RETRIES, WEBHOOK_TIMEOUT } from './inferred';
import type { Authenticator } from './store/records';

type Sender = { tenantId: string; secretKey: string; now: () => number; retryPause: number };
type EventType = 'authenticator.created' | 'authenticator.updated' | 'authenticator.deleted';

export type Webhooks = ReturnType<typeof createWebhooks>;

/**
 * Sends the app events about passkeys, signed with the tenant's secret key.
 * Source: docs.authsignal.com (webhooks) and @authsignal/node (webhook.ts).
 * Inferred: each retry has a new signature.
 */
export function createWebhooks({ tenantId, secretKey, now, retryPause }: Sender) {
  const timers = new Set<NodeJS.Timeout>();
  let url: string | undefined;

  function sign(body: string) {
    const time = Math.floor(now() / 1000);
    const hmac = createHmac('sha256', secretKey).update(`${time}.${body}`);
    return `t=${time},v2=${hmac.digest('base64').replace('=', '')}`;
  }

  async function deliver(to: string, body: string, retries: number) {
    const isAccepted = await fetch(to, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Signature-V2': sign(body) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(WEBHOOK_TIMEOUT),
    }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isAccepted || retries === 0 || to !== url) return;

    const timer = setTimeout(() => {
      timers.delete(timer);
      void deliver(to, body, retries - 1);
    }, retryPause).unref();
    timers.add(timer);
  }

  return {
    setUrl(next: string | undefined) {
      url = next;
    },

    send(type: EventType, authenticator: Authenticator) {
      if (!url) return;
      const time = new Date(now()).toISOString();
      const event = {
        version: 1,
        id: randomUUID(),
        source: 'https://authsignal.com',
        time,
        tenantId,
        type,
        data: {
          ...describe(authenticator),
          ...(type === 'authenticator.updated' && { updatedAt: time }),
          ...(type === 'authenticator.deleted' && { deletedAt: time }),
        },
      };
      void deliver(url, JSON.stringify(event), WEBHOOK_RETRIES);
    },

    close() {
      url = undefined;
      timers.forEach(clearTimeout);
    },
  };
}

function describe(each: Authenticator) {
  const { userId, verificationMethod, userAuthenticatorId, createdAt } = each;
  const facts = { userId, verificationMethod, userAuthenticatorId, createdAt };
  if (each.verificationMethod !== 'PASSKEY') {
    return { ...facts, email: each.email, phoneNumber: each.phoneNumber };
  }
  const { credentialId, aaguid } = each;
  return {
    ...facts,
    credentialId,
    aaguid,
    credentialName: each.name ?? describeProvider(aaguid)?.name,
  };
}
