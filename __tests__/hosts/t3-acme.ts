import { createServer } from 'node:http';

import { oauthProvider } from '../support/core-host/oauth-provider';
import { freePort } from '../support/processes/free-port';
import type { OwnService } from './host';

const provider = oauthProvider();

/** Whom the next visit to the provider's page signs in there. */
let user = '';

export const signInAtAcmeAs = (name: string) => {
  user = name;
};

/** The OAuth provider of the host. Its page sends the browser back at once. */
export async function startAcme(): Promise<OwnService> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = createServer((req, res) => {
    const asked = new URL(req.url ?? '', url);
    if (asked.pathname !== '/authorize') return provider.listener(req, res);
    const profile = { sub: `acme-${user}`, email: `${user}@example.com`, name: user };
    const back = new URL(asked.searchParams.get('redirect_uri') ?? '');
    back.search = provider.authorize(asked.href, profile).toString();
    res.writeHead(302, { Location: back.href }).end();
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));

  return {
    env: { ACME_URL: url, ACME_CLIENT_ID: 'acorn', ACME_CLIENT_SECRET: 'a secret of the tests' },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
