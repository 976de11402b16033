import { Authsignal } from '@authsignal/node';

import { createEmulator } from '@/mocks/authsignal/emulator';
import type { EmulatorOptions } from '@/mocks/authsignal/index';

import { createBrowser } from '../user/software-authenticator';

type BrowserOptions = Parameters<typeof createBrowser>[0];

const ORIGIN = 'http://localhost:3000';

/** An emulated tenant, the clock that it goes by, and both SDKs pointed at it. */
export function createTenant(overrides: Partial<EmulatorOptions> = {}) {
  const clock = { time: Date.parse('2026-11-20T09:00:00.000Z') };
  const options = {
    baseUrl: 'http://authsignal.test/v1',
    tenantId: 'tenant-of-the-tests',
    secretKey: 'secret-of-the-tests',
    relyingParty: { id: 'localhost', name: 'Example', origins: [ORIGIN] },
    now: () => clock.time,
    ...overrides,
  };
  const { baseUrl, tenantId, secretKey } = options;
  const emulator = createEmulator(options);
  const server = new Authsignal({ apiUrl: baseUrl, apiSecretKey: secretKey, retries: 0 });

  const browser = (own: Partial<BrowserOptions> = {}) =>
    createBrowser({ baseUrl, tenantId, origin: ORIGIN, ...own });

  /** A token that lets this user create a passkey, also a further one. */
  async function enrollmentToken(userId: string, scope = 'add:authenticators') {
    const attributes = { scope, username: `${userId}@example.test` };
    const { token } = await server.track({ userId, action: 'enroll-passkey', attributes });
    return token;
  }

  return {
    ...options,
    emulator,
    server,
    handlers: emulator.handlers,
    pass: (milliseconds: number) => (clock.time += milliseconds),
    browser,
    enrollmentToken,
    /** A browser in which this user has just created a passkey. */
    async browserOf(userId: string, own?: Partial<BrowserOptions>) {
      const theirs = browser(own);
      await theirs.signUp({ token: await enrollmentToken(userId) });
      return theirs;
    },
  };
}

export type TestTenant = ReturnType<typeof createTenant>;
