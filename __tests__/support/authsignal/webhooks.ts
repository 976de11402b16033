import { createHmac, randomUUID } from 'node:crypto';

import type { Person } from '../user/person';
import type { TestApp } from '../app/test-app';

type EventType = 'authenticator.created' | 'authenticator.deleted';

export const userIdOf = async (person: Person) => String(Object((await person.session()).user).id);

/** An event as Authsignal tells of it, about a passkey of this user. */
export const eventOf = (type: EventType, userId: string, data: object = {}) => ({
  version: 1,
  id: randomUUID(),
  source: 'https://authsignal.com',
  time: '2026-11-20T09:00:00.000Z',
  tenantId: 'tenant-of-the-tests',
  type,
  data: {
    userId,
    verificationMethod: 'PASSKEY',
    userAuthenticatorId: randomUUID(),
    createdAt: '2026-11-20T09:00:00.000Z',
    credentialName: 'iCloud Keychain',
    ...data,
  },
});

/** Follows the documentation, not the code of the app or the emulator, so that they cannot share a mistake. */
export function signatureOf(body: string, { key, time }: { key: string; time: number }) {
  const hmac = createHmac('sha256', key).update(`${time}.${body}`);
  return hmac.digest('base64').slice(0, -1);
}

/** Brings an event to the app, signed now and with its key unless told. */
export async function bringEvent(app: TestApp, event: unknown, headers?: Record<string, string>) {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const time = Math.floor(Date.now() / 1000);
  const signature = `t=${time},v2=${signatureOf(body, { key: app.secretKey, time })}`;
  return fetch(`${app.url}/api/webhooks/authsignal`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Signature-V2': signature, ...headers },
    body,
  });
}

/** Has Authsignal tell the app of events, and collects how the app has answered. */
export function setUpWebhook(app: TestApp): number[] {
  const url = `${app.url}/api/webhooks/authsignal`;
  const answers: number[] = [];
  app.authsignal.events.on('response:bypass', ({ request, response }) => {
    if (request.url === url) answers.push(response.status);
  });
  app.emulator.setWebhookUrl(url);
  return answers;
}
