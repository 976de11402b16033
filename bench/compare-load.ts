import { compare } from './compare';
import type { SignInTokens } from './create-sign-in-tokens';
import type { Figure } from './print-figures';
import type { startApp } from './start-app';
import { createVisitor, type Visitor } from './visitor';

const VISITORS = 16;
const ROUNDS = 10;
/** V8 has compiled the busiest code by then: a sign-in takes half as long as the first ones. */
const WARM_UP = { signIns: 600, reads: 1_500 };
const PER_ROUND = { signIns: 200, reads: 500 };

export type ComparedApp = Awaited<ReturnType<typeof startApp>> & {
  name: string;
  createTokens: SignInTokens;
  /** The form field in which it gets the sign-in token. */
  tokenField: string;
};

/** Sign-ins and session reads per second, sixteen at a time, and the memory afterwards. */
export async function compareLoad(apps: ComparedApp[]): Promise<Figure[]> {
  for (const app of apps) {
    const signIn = await prepareSignIns(app, WARM_UP.signIns);
    await signIn();
    const read = await prepareSessionReads(app, WARM_UP.reads);
    await read();
  }

  return [
    ...(await compare(apps, {
      what: 'Passkey sign-ins',
      unit: '/s',
      rounds: ROUNDS,
      prepare: (app) => prepareSignIns(app, PER_ROUND.signIns),
      targets: { peer: { atLeast: 0.95 }, bare: { atLeast: 0.45 } },
    })),
    ...(await compare(apps, {
      what: 'Session reads',
      unit: '/s',
      rounds: ROUNDS,
      prepare: (app) => prepareSessionReads(app, PER_ROUND.reads),
      targets: { peer: { atLeast: 0.9 } },
    })),
    ...(await compare(apps, {
      what: 'Memory after that',
      unit: 'MB',
      rounds: 1,
      prepare: async (app) => () => app.memory() / 1_000_000,
      targets: { peer: { atMost: 1 } },
    })),
  ];
}

async function prepareSignIns(app: ComparedApp, count: number) {
  const tokens = await app.createTokens(count);
  return () => load(app, tokens, async (visitor, token) => void (await visitor.signIn(token)));
}

async function prepareSessionReads(app: ComparedApp, count: number) {
  const [token = ''] = await app.createTokens(1);
  const visitor = await createVisitor(app.url, app.tokenField);
  const cookie = await visitor.signIn(token);
  visitor.close();
  const cookies = Array.from({ length: count }, () => cookie);
  return () => load(app, cookies, (reader, ownCookie) => reader.readSession(ownCookie));
}

/** Does `work` for each item, by new visitors who do one at a time each. Returns how many a second. */
async function load(
  { url, tokenField }: ComparedApp,
  items: string[],
  work: (visitor: Visitor, item: string) => Promise<void>,
): Promise<number> {
  const visitors = await Promise.all(
    Array.from({ length: VISITORS }, () => createVisitor(url, tokenField)),
  );
  // All visitors take from the same iterator.
  const queue = items.values();

  const start = performance.now();
  await Promise.all(
    visitors.map(async (visitor) => {
      for (const item of queue) await work(visitor, item);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const visitor of visitors) visitor.close();
  return items.length / seconds;
}
