import type { App } from './app';
import { type Client, createClient } from './client';
import { inParallel, type Timing } from './in-parallel';

const CLIENTS = 16;
const WARM_UP = 1_500;
const ROUNDS = 3;
const READS_PER_ROUND = 2_000;

/** Reads the session of a cookie, sixteen at a time; every answer is checked. */
export async function loadSessionReads(
  { url }: Pick<App, 'url'>,
  cookie: string,
): Promise<Timing[]> {
  const clients = Array.from({ length: CLIENTS }, () => createClient(url));
  const read = async (client: Client) => {
    const { status, body } = await client.get('/api/auth/session', cookie);
    if (status !== 200 || !body.includes('"user"')) {
      throw new Error(`A session was not read: ${status} ${body}`);
    }
  };

  await inParallel(clients, Array(WARM_UP).fill(0), read);
  const rounds: Timing[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await inParallel(clients, Array(READS_PER_ROUND).fill(0), read));
  }

  for (const client of clients) client.close();
  return rounds;
}
