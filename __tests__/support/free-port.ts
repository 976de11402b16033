import getPort, { portNumbers } from 'get-port';

/** Below the ports that a system gives out by itself, and apart from those of other processes. */
const FIRST = 10_000 + (process.pid % 200) * 100;

/** A port that is free, and stays so until it is used: nobody else looks in the same place. */
export const freePort = () => getPort({ port: portNumbers(FIRST, FIRST + 99) });
