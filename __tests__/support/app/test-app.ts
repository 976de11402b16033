import { setupServer } from 'msw/node';

import { createEmulator } from '@/mocks/authsignal/emulator';
import { startMailbox } from '@/mocks/mailbox/mailbox';
import { applyMigrations } from '@/prisma/apply-migrations';

import { apiRoutes, listen } from './api-server';
import { dressAnswers } from './dressed-answers';
import { startFaultProxy } from '../faults/fault-proxy';
import { leaksIn } from './leaks';
import { startTestDatabase } from '../database/test-database';
import { until } from './until';

const BASE_URL = 'https://authsignal.test/v1';
const TENANT = { tenantId: 'tenant-of-the-tests', secretKey: 'secret-key-of-the-tests' };
const NEXTAUTH_SECRET = 'a secret of the tests that nothing else uses';
const DATABASE_PASSWORD = 'database-password-of-the-tests';
const SMTP_PASSWORD = 'smtp-password-of-the-tests';

/** Adds credentials to the URL. The local mail server and database accept any. */
const withPassword = (url: string, password: string) =>
  Object.assign(new URL(url), { username: 'postgres', password }).href;

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

/**
 * The app's API routes, with the headers of every answer, and everything that they talk to: a database
 * (one of its own unless another is given), a mailbox, and the emulated Authsignal behind msw. When it
 * is closed, nothing that the app has logged may hold a secret: its own, or one of those that passed
 * through a person's browser.
 */
export async function startTestApp(
  options: { databaseUrl?: string; authsignalFile?: string; env?: Record<string, string> } = {},
) {
  const own = options.databaseUrl ? undefined : await startTestDatabase();
  const databaseUrl = options.databaseUrl ?? own?.url ?? '';
  await applyMigrations({ url: databaseUrl });

  const database = await startFaultProxy(databaseUrl);
  const mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });
  const smtp = await startFaultProxy(mailbox.smtpUrl);
  const { server, url } = await listen();

  const clock = { offset: 0 };
  const authsignalIdentity = {
    ...TENANT,
    baseUrl: BASE_URL,
    relyingParty: { id: 'localhost', name: 'Latchkey', origins: [url] },
  };
  const emulator = createEmulator({
    ...authsignalIdentity,
    ...(options.authsignalFile && { file: options.authsignalFile }),
    now: () => Date.now() + clock.offset,
    retryPause: 100,
  });
  const authsignal = setupServer(...emulator.handlers);
  authsignal.listen({ onUnhandledRequest: 'bypass' });

  Object.assign(process.env, {
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET,
    DATABASE_URL: withPassword(database.url, DATABASE_PASSWORD),
    EMAIL_SERVER: withPassword(smtp.url, SMTP_PASSWORD),
    EMAIL_FROM: 'Latchkey, Inc. <no-reply@example.com>',
    NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: TENANT.tenantId,
    NEXT_PUBLIC_AUTHSIGNAL_API_HOST: BASE_URL,
    AUTHSIGNAL_TENANT_SECRET_KEY: TENANT.secretKey,
    // Each person of the tests comes from an address of their own, by a header.
    TRUSTED_PROXY_HOPS: '1',
    ...options.env,
  });
  const undressAnswers = await dressAnswers();
  server.on('request', await apiRoutes());
  const { db } = await import('@/utils/data/db.server');
  const { logLines } = await import('./captured-pino');
  const unsentMails = () => db().accountMail.count({ where: { sentAt: null } });
  const ownSecrets = [TENANT.secretKey, NEXTAUTH_SECRET, DATABASE_PASSWORD, SMTP_PASSWORD];
  const secrets = new Set(ownSecrets);

  return {
    url,
    db,
    /** Before the database and the mail server, to make them fail. */
    database,
    smtp,
    mailbox,
    emulator,
    /** The tenant as a browser's SDK is told of it. */
    tenant: { baseUrl: BASE_URL, tenantId: TENANT.tenantId, origin: url },
    secretKey: TENANT.secretKey,
    /** What an emulator of the same tenant is made of. */
    authsignalIdentity,
    /** The app's own secrets, and those that have passed through somebody's browser so far. */
    secrets,
    /** What the app has logged, line by line. */
    logLines,
    /** msw's server: `authsignal.use` makes Authsignal fail in ways that the emulator cannot. */
    authsignal,
    /** Lets Authsignal's clock be off by so many milliseconds while `during` runs. */
    async withClockOff<T>(milliseconds: number, during: () => Promise<T>): Promise<T> {
      clock.offset = milliseconds;
      return during().finally(() => (clock.offset = 0));
    },
    /** Resolves once each mail about an account has left, which goes on beside the answers. */
    mailsHaveLeft: () => until(async () => (await unsentMails()) === 0),
    async close() {
      // A mail that is cut off leaves a timer of nodemailer's, for which jest does not wait. Some never leave.
      const giveUpAt = Date.now() + 2_000;
      await until(async () => Date.now() > giveUpAt || (await unsentMails()) === 0);
      undressAnswers();
      server.close();
      server.closeAllConnections();
      authsignal.close();
      await db().$disconnect();
      await database.close();
      await smtp.close();
      await mailbox.close();
      emulator.close();
      await own?.close();

      for (const { text } of mailbox.mails()) secrets.add(/token=(\w+)/.exec(text)?.[1] ?? '');
      expect(leaksIn(logLines.join(''), secrets)).toEqual([]);
    },
  };
}

/** An app as another process has it, which knows of the ones before only what the database says. */
export async function startNextTestApp(databaseUrl: string): Promise<TestApp> {
  jest.resetModules();
  Reflect.deleteProperty(globalThis, 'passkeyDatabase');
  return startTestApp({ databaseUrl });
}
