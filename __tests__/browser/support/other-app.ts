import { freePort } from '../../support/free-port';
import { type NextProcess, startNext } from '../../support/next-process';
import type { RunningApp } from '../../support/running-app';
import { test as base } from './test';

type Variables = Record<string, string>;
type OtherApp = NextProcess & { url: string };

/** Starts the built app once more, with other variables, on the stand-ins of `app`. */
export async function startOther(
  { env }: Pick<RunningApp, 'env'>,
  variables: Variables,
): Promise<OtherApp> {
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const next = await startNext('start', port, { ...env, NEXTAUTH_URL: url, ...variables });
  return { ...next, url };
}

/** Tests of the built app with other variables, on the same stand-ins: `page` and `request` go there. */
export const test = base.extend<{ variables: Variables; otherApp: OtherApp }>({
  variables: [{}, { option: true }],
  otherApp: async ({ app, variables }, use) => {
    const other = await startOther(app, variables);
    await use(other);
    await other.close();
  },
  baseURL: ({ otherApp }, use) => use(otherApp.url),
});
