import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { NextApiHandler } from 'next';
import { apiResolver } from 'next/dist/server/api-utils/node/api-resolver';

type Route = { default: NextApiHandler };

/** Serves the app's API routes over HTTP in this process, where msw can stand in for Authsignal. */
export async function listen(): Promise<{ server: Server; url: string }> {
  // Longer than a test lasts: by default Node.js hangs up after five seconds, perhaps as a request arrives.
  const server = createServer({ keepAliveTimeout: 60_000 });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://localhost:${port}` };
}

const context = {
  dev: false,
  previewModeId: '',
  previewModeEncryptionKey: '',
  previewModeSigningKey: '',
};

/** As Next.js routes them: a path of its own wins over NextAuth's catch-all. */
export async function apiRoutes(): Promise<RequestListener> {
  const routes: Record<string, Route> = {
    '/api/auth/enroll-passkey': await import('@/pages/api/auth/enroll-passkey'),
    '/api/auth/callback': await import('@/pages/api/auth/callback'),
    '/api/health': await import('@/pages/api/health'),
    '/api/passkeys': await import('@/pages/api/passkeys'),
    '/api/sessions': await import('@/pages/api/sessions'),
    '/api/account': await import('@/pages/api/account'),
    '/api/not-me': await import('@/pages/api/not-me'),
    '/api/housekeeping': await import('@/pages/api/housekeeping'),
    '/api/account/data': await import('@/pages/api/account/data'),
    '/api/webhooks/authsignal': await import('@/pages/api/webhooks/authsignal'),
    '/api/well-known/passkey-endpoints': await import('@/pages/api/well-known/passkey-endpoints'),
    '/api/well-known/webauthn': await import('@/pages/api/well-known/webauthn'),
  };
  const one: Record<string, Route> = {
    passkeys: await import('@/pages/api/passkeys/[id]'),
    sessions: await import('@/pages/api/sessions/[id]'),
    connections: await import('@/pages/api/connections/[id]'),
  };
  const nextAuth: Route = await import('@/pages/api/auth/[...nextauth]');

  return (req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '', 'http://localhost');
    const nextauth = pathname
      .replace(/^\/api\/auth\//, '')
      .split('/')
      .map(decodeURIComponent);
    const names = [...new Set(searchParams.keys())];
    const query = Object.fromEntries(
      names.map((name) => {
        const values = searchParams.getAll(name);
        return [name, values.length > 1 ? values : values[0]];
      }),
    );
    const route = routes[pathname];

    const [, of = '', part = ''] = /^\/api\/(\w+)\/([^/]+)$/.exec(pathname) ?? [];
    const id = decodeURIComponent(part);
    if (one[of]) return void apiResolver(req, res, { ...query, id }, one[of], context, false);
    void (route
      ? apiResolver(req, res, query, route, context, false)
      : apiResolver(req, res, { ...query, nextauth }, nextAuth, context, false));
  };
}
