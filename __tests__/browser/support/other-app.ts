import { freePort } from '../../support/free-port';
import { type NextProcess, startNext } from '../../support/next-process';
import { test as base } from './test';

interface Fixtures {
  /** What is not as in the app of the other tests. */
  variables: Record<string, string>;
  otherApp: NextProcess & { url: string };
}

/** Tests of the built app with other variables, on the same stand-ins: `page` and `request` go there. */
export const test = base.extend<Fixtures>({
  variables: [{}, { option: true }],
  otherApp: async ({ app, variables }, use) => {
    const port = String(await freePort());
    const url = `http://localhost:${port}`;
    const next = await startNext('start', port, { ...app.env, NEXTAUTH_URL: url, ...variables });
    await use({ ...next, url });
    await next.close();
  },
  baseURL: ({ otherApp }, use) => use(otherApp.url),
});
