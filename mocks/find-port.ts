import getPort from 'get-port';

export const LARGEST_PORT = 65_535;

/** Finds a free port: the preferred one, else one of the next hundred, else any. */
export function findPort(preferred: number): Promise<number> {
  const candidates = Array.from({ length: 100 }, (_, n) => preferred + n);
  return getPort({ port: candidates.filter((port) => port <= LARGEST_PORT) });
}
