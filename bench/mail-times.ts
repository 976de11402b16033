import { randomUUID } from 'node:crypto';

import type { App } from './app';
import { fromElsewhere } from './instances';
import { newVisitor } from './sign-ins';
import { percentile } from './statistics';
import type { Row } from './table';

const ASKED = 40;
/** As many as leave for one address in a quarter of an hour. */
const MAILS = 3;

const anybody = () => `mail-${randomUUID()}@example.com`;

/** How long it takes to ask for a link, for addresses with an account, without, and beyond the limit. */
export async function measureMailTimes(app: App, known: string[]): Promise<Row[]> {
  const { client, csrfToken, csrfCookie } = await newVisitor(app);
  const ask = async (email: string) => {
    const begun = performance.now();
    await client.postForm(
      '/api/auth/signin/email',
      csrfCookie,
      { csrfToken, email },
      fromElsewhere(),
    );
    return performance.now() - begun;
  };
  const limited = anybody();
  for (let mail = 0; mail < MAILS; mail++) await ask(limited);

  // In turn, so that whatever else goes on here befalls all three.
  const times: [number[], number[], number[]] = [[], [], []];
  for (const address of known.slice(0, ASKED)) {
    times[0].push(await ask(address));
    times[1].push(await ask(anybody()));
    times[2].push(await ask(limited));
  }
  client.close();

  const names = ['with an account', 'without an account', 'beyond its limit'];
  return names.flatMap((name, index): Row[] => [
    {
      what: `Link asked for, address ${name}: half within`,
      unit: 'ms',
      value: percentile(times[index] ?? [], 0.5),
    },
    { what: '  95 of 100 within', unit: 'ms', value: percentile(times[index] ?? [], 0.95) },
  ]);
}
