import { resolve } from 'node:path';

import { freePort } from '../processes/free-port';
import { runApp } from '../processes/running-app';
import { serveHandlers } from './serve-handlers';
import { OAUTH_ENV, oauthStandIns } from './stand-ins';

/** Runs the built app, which is registered with GitHub and Google, and finds stand-ins in their place. */
export async function runAppWithProviders() {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const standIns = oauthStandIns((origin) => `${url}/${new URL(origin).host}`);
  const server = await serveHandlers(standIns.handlers, { port });
  const env = {
    ...OAUTH_ENV,
    OAUTH_STAND_INS: url,
    NODE_OPTIONS: `--require=${resolve(__dirname, 'redirect-requests.js')}`,
  };
  const app = await runApp({ env });

  return {
    standIns,
    url: app.url,
    mailboxUrl: app.mailboxUrl,
    env: app.env,
    async close() {
      await app.close();
      await server.close();
    },
  };
}
