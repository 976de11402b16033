import { freePort } from '../processes/free-port';
import { type NextProcess, startNext } from '../processes/next-process';
import { test as base } from './test';

type Variables = Record<string, string>;
type OtherApp = NextProcess & { url: string };

/** Tests that start the built app once more, with other variables, on the local services of `app`. */
export const testWithOthers = base.extend<{
  startOther: (variables: Variables) => Promise<OtherApp>;
}>({
  startOther: async ({ app }, use) => {
    const others: OtherApp[] = [];
    await use(async (variables) => {
      const port = String(await freePort());
      const url = `http://localhost:${port}`;
      const env = { ...app.env, NEXTAUTH_URL: url, ...variables };
      const other = { ...(await startNext('start', port, env)), url };
      others.push(other);
      return other;
    });
    await Promise.all(others.map(({ close }) => close()));
  },
});

/** Tests of such an app: `page` and `request` go there. */
export const test = testWithOthers.extend<{ variables: Variables; otherApp: OtherApp }>({
  variables: [{}, { option: true }],
  otherApp: async ({ startOther, variables }, use) => use(await startOther(variables)),
  baseURL: ({ otherApp }, use) => use(otherApp.url),
});
