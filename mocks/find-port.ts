import getPort from 'get-port';

export const LARGEST_PORT = 65_535;

/** The usual port where it is free, else one close by; else any. */
export function findPort(usual: number): Promise<number> {
  const closeBy = Array.from({ length: 100 }, (_, n) => usual + n);
  return getPort({ port: closeBy.filter((port) => port <= LARGEST_PORT) });
}
