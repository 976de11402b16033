import getPort from 'get-port';

import { startNext } from '../__tests__/support/processes/next-process';
import type { App } from './app';
import { type Client, createClient } from './client';
import type { Scope } from './scope';

/** One more process of the same app, at an address of its own, which it does not know. Returns its URL. */
export async function startInstance(
  scope: Scope,
  app: App,
  env: Record<string, string> = {},
): Promise<string> {
  const port = String(await getPort());
  const instance = await startNext('start', port, { ...process.env, ...app.env, ...env });
  scope.onStop(instance.close);
  return `http://localhost:${port}`;
}

/** So many connections, to the instances in turn. */
export const connect = (urls: string[], count: number): Client[] =>
  Array.from({ length: count }, (_one, index) => createClient(urls[index % urls.length] ?? ''));

let addresses = 0;

/** The header of a client that nobody else is, so that no limit decides. */
export function fromElsewhere(): Record<string, string> {
  addresses++;
  const group = (shift: number) => ((addresses >> shift) & 0xffff).toString(16);
  return { 'x-forwarded-for': `2001:db8:${group(16)}:${group(0)}::1` };
}
