import type { RequestListener } from 'node:http';

import { setupServer } from 'msw/node';
import type { NextApiHandler } from 'next';
import NextAuth, { getServerSession, type NextAuthOptions, type User } from 'next-auth';
import { apiResolver } from 'next/dist/server/api-utils/node/api-resolver';

import { createEmulator } from '@/mocks/authsignal/emulator';
import {
  type ListSettings,
  passkeyRoute,
  passkeysRoute,
} from '@/utils/passkey-list/list-routes.server';
import type { PasskeyOwner } from '@/utils/passkeys/enrolment.server';
import { callbackRoute, enrolRoute, type RouteSettings } from '@/utils/passkeys/routes.server';
import type { PasskeyEvent, SignInSettings } from '@/utils/passkeys/settings.server';
import { withPasskeys } from '@/utils/passkeys/with-passkeys.server';

import { listen } from '../app/api-server';
import { createBrowser } from '../user/software-authenticator';
import { oauthProvider } from './oauth-provider';
import { stockOptions } from './stock-options';
import { memoryStore, prismaStore, type UserStore } from './user-store';
import { newVisitor } from './visitor';

export const BASE_URL = 'https://authsignal.test/v1';
const TENANT = { tenantId: 'tenant-of-the-tests', secretKey: 'secret-key-of-the-tests' };

export const hostKinds = ['JWT without adapter', 'database sessions', 'JWT with adapter'] as const;
export type HostKind = (typeof hostKinds)[number];

interface Own {
  options?: Partial<NextAuthOptions>;
  settings?: Partial<SignInSettings>;
  routes?: Partial<RouteSettings>;
  list?: Partial<ListSettings>;
  /** Routes of the host's own, by their paths. */
  more?: (host: {
    options: () => NextAuthOptions;
    store: UserStore;
    log: PasskeyEvent[];
  }) => Record<string, NextApiHandler>;
  /** The user of the routes, in place of the session's. */
  user?: () => PasskeyOwner | undefined;
  /** As NextAuth's "advanced initialization" does. */
  makesOptionsPerRequest?: boolean;
}

const context = {
  dev: false,
  previewModeId: '',
  previewModeEncryptionKey: '',
  previewModeSigningKey: '',
};

export type CoreHost = Awaited<ReturnType<typeof startHost>>;

/** A stock NextAuth app with the core and the account section, and nothing else of this project, over HTTP. */
export async function startHost(kind: HostKind, own: Own = {}) {
  const users = new Map<string, User>();
  const store = kind === 'JWT without adapter' ? memoryStore(users) : await prismaStore();
  const acme = oauthProvider();
  const { server, url } = await listen();
  Object.assign(process.env, {
    NEXTAUTH_URL: url,
    NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: TENANT.tenantId,
    NEXT_PUBLIC_AUTHSIGNAL_API_HOST: BASE_URL,
    AUTHSIGNAL_TENANT_SECRET_KEY: TENANT.secretKey,
  });

  const log: PasskeyEvent[] = [];
  const stock = stockOptions(users);
  const plain: NextAuthOptions = {
    ...stock.options,
    ...(store.adapter && { adapter: store.adapter }),
    session: { strategy: kind === 'database sessions' ? 'database' : 'jwt', maxAge: 3600 },
    ...own.options,
    providers: [acme.config(url), ...(own.options?.providers ?? [])],
  };
  const makeOptions = () =>
    withPasskeys(plain, {
      spend: store.spend,
      findUser: store.findUser,
      log: (event) => void log.push(event),
      ...own.settings,
    });
  const made = makeOptions();
  const authOptions = () => (own.makesOptionsPerRequest ? makeOptions() : made);

  const routeSettings: RouteSettings = {
    log: (event) => void log.push(event),
    user: async (req, res) => {
      const session = await getServerSession(req, res, authOptions());
      return own.user?.() ?? session?.user ?? null;
    },
    ...own.routes,
  };
  const me: NextApiHandler = async (req, res) =>
    res.json(await getServerSession(req, res, authOptions()));
  const routes = new Map([
    ['/api/auth/enroll-passkey', enrolRoute(routeSettings)],
    ['/api/auth/callback', callbackRoute(routeSettings)],
    ['/api/auth/me', me],
    ['/api/passkeys', passkeysRoute({ ...routeSettings, ...own.list })],
    ...Object.entries(own.more?.({ options: authOptions, store, log }) ?? {}),
  ]);
  const onePasskey = passkeyRoute({ ...routeSettings, ...own.list });
  // What the app was before it had passkeys, for comparison.
  const auth: NextApiHandler = (req, res) =>
    NextAuth(req, res, req.headers['x-without-passkeys'] ? { ...plain } : authOptions());

  const listener: RequestListener = (req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '', url);
    if (pathname.startsWith('/provider/')) return acme.listener(req, res);
    const nextauth = pathname.split('/').slice(3);
    const [, id] = /^\/api\/passkeys\/(.+)$/.exec(pathname) ?? [];
    const query = {
      ...Object.fromEntries(searchParams),
      ...(id ? { id: decodeURIComponent(id) } : { nextauth }),
    };
    const route = { default: id ? onePasskey : (routes.get(pathname) ?? auth) };
    void apiResolver(req, res, query, route, context, false);
  };
  server.on('request', listener);

  const emulator = createEmulator({
    ...TENANT,
    baseUrl: BASE_URL,
    relyingParty: { id: 'localhost', name: 'Plain', origins: [url] },
  });
  const authsignal = setupServer(...emulator.handlers);
  authsignal.listen({ onUnhandledRequest: 'bypass' });
  const newBrowser = () =>
    createBrowser({ baseUrl: BASE_URL, tenantId: TENANT.tenantId, origin: url });
  const visitor = (headers?: HeadersInit) => newVisitor(url, acme, headers);

  return {
    ...stock,
    url,
    users,
    store,
    log,
    emulator,
    authsignal,
    secretKey: TENANT.secretKey,
    visitor,
    browser: newBrowser,
    /** A user who has signed in at the other provider and created a passkey by the two routes. */
    async owner(name: string) {
      const browser = newBrowser();
      const first = visitor();
      await first.signInAtAcme(name);
      const { body } = await first.post('enroll-passkey', {});
      const username = `${name}@example.com`;
      const enrolmentToken = await browser.signUp({ token: String(body.token), username });
      const confirmed = await first.post('callback', { token: enrolmentToken });
      const session: { user?: { id?: string } } = await first.session();
      return { browser, first, enrolmentToken, confirmed, id: session.user?.id ?? '' };
    },
    async close() {
      authsignal.close();
      emulator.close();
      server.closeAllConnections();
      server.close();
      await store.close();
    },
  };
}
