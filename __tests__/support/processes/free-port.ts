import getPort, { portNumbers } from 'get-port';

/** Below the ports that a system gives out by itself, and apart from those of other processes. */
const FIRST = 10_000 + (process.pid % 200) * 100;

/** Not to be given again: an app that restarts comes back to its own. */
const given: number[] = [];

/** A port that is free, and stays so until it is used: nobody else looks in the same place. */
export async function freePort(): Promise<number> {
  const port = await getPort({ port: portNumbers(FIRST, FIRST + 99), exclude: given });
  given.push(port);
  return port;
}
