import { request as httpRequest } from 'node:http';

import { Authsignal } from '@authsignal/node';

import { createEmulator } from '@/mocks/authsignal/emulator';
import type { EmulatorOptions } from '@/mocks/authsignal/index';

import { createBrowser } from '../user/software-authenticator';

export const SECRET_KEY = 'secret-of-the-tests';
const TENANT_ID = 'tenant-of-the-tests';
const ORIGIN = 'http://localhost:3000';

/** An emulator that listens at a port of its own, and what programs and browsers do to it. */
export async function serveEmulator(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ tenantId: TENANT_ID, secretKey: SECRET_KEY, ...options });
  const { url, apiUrl, close } = await emulator.listen({ port: 0 });
  const server = new Authsignal({ apiUrl, apiSecretKey: SECRET_KEY, retries: 0 });

  /** Asks the control as a program of this machine does. */
  async function control(method: string, path: string, body?: unknown) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${url}/_emulator${path}`, { method, body: text });
    const answer = await response.text();
    return { status: response.status, json: answer ? JSON.parse(answer) : undefined };
  }

  return {
    emulator,
    url,
    apiUrl,
    server,
    control,

    /** A browser with the SDK and an authenticator. */
    browser: () => createBrowser({ baseUrl: apiUrl, tenantId: TENANT_ID, origin: ORIGIN }),

    /** What track answers to a program that sends these headers. */
    async track(userId: string, action: string, body: object = {}, headers = {}) {
      const response = await fetch(`${apiUrl}/users/${userId}/actions/${action}`, {
        method: 'POST',
        headers: { Authorization: `Basic ${btoa(`${SECRET_KEY}:`)}`, ...headers },
        body: JSON.stringify(body),
      });
      return response.json();
    },

    /** The status of an answer to any headers, the `Host` too, which `fetch` does not let us set. */
    statusFor: (path: string, method: string, headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        httpRequest(url + path, { method, headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      }),

    async close() {
      await close();
      emulator.close();
    },
  };
}

export type ServedEmulator = Awaited<ReturnType<typeof serveEmulator>>;
