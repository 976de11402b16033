import { createHmac } from 'node:crypto';

import { WEBHOOK_RETRIES, WEBHOOK_TIMEOUT } from '../inferred';
import type { Webhook } from '../index';
import { LastItems } from '../control/last-items';
import type { Authenticator } from '../store/records';
import { createEvent, type EventType } from './webhook-event';

type Sender = { tenantId: string; secretKey: string; now: () => number; retryPause: number };

export type Webhooks = ReturnType<typeof createWebhooks>;

/**
 * Sends the app events about passkeys, signed with the tenant's secret key.
 * Source: docs.authsignal.com (webhooks) and @authsignal/node (webhook.ts).
 * Each retry has a new signature.
 */
export function createWebhooks({ tenantId, secretKey, now, retryPause }: Sender) {
  const timers = new Set<NodeJS.Timeout>();
  const sent = new LastItems<Webhook>();
  let url: string | undefined;

  function sign(body: string) {
    const time = Math.floor(now() / 1000);
    const hmac = createHmac('sha256', secretKey).update(`${time}.${body}`);
    return `t=${time},v2=${hmac.digest('base64').replace('=', '')}`;
  }

  /** Sends it once, and notes the answer. */
  async function attempt(webhook: Webhook, to: string) {
    const body = JSON.stringify(webhook.body);
    webhook.attempts++;
    webhook.url = to;
    webhook.status = await fetch(to, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Signature-V2': sign(body) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(WEBHOOK_TIMEOUT),
    }).then(
      ({ status }) => status,
      () => undefined,
    );
  }

  async function deliver(webhook: Webhook, to: string, retries: number) {
    await attempt(webhook, to);
    const { status = 0 } = webhook;
    const isAccepted = status >= 200 && status < 300;
    if (isAccepted || retries === 0 || to !== url) return;

    const timer = setTimeout(() => {
      timers.delete(timer);
      void deliver(webhook, to, retries - 1);
    }, retryPause).unref();
    timers.add(timer);
  }

  function forget() {
    timers.forEach(clearTimeout);
    timers.clear();
    sent.clear();
  }

  return {
    setUrl(next: string | undefined) {
      url = next;
    },

    send(type: EventType, authenticator: Authenticator) {
      if (!url) return;
      const time = new Date(now()).toISOString();
      const body = createEvent(tenantId, type, authenticator, time);
      const webhook: Webhook = { id: body.id, type, time, url, body, attempts: 0 };
      sent.add(webhook);
      void deliver(webhook, url, WEBHOOK_RETRIES);
    },

    /** The last 200, the newest first. */
    list: () => sent.list().map((webhook) => ({ ...webhook })),

    /** Sends one of them once more, under its own id. Returns undefined if there is none, or no receiver. */
    async resend(id: string): Promise<Webhook | undefined> {
      const webhook = sent.find((each) => each.id === id);
      if (!webhook || !url) return undefined;
      await attempt(webhook, url);
      return { ...webhook };
    },

    /** Forgets what was sent, and what was to be sent again. */
    forget,

    close() {
      url = undefined;
      forget();
    },
  };
}
