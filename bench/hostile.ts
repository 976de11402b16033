import { ALL_PATHS } from '../__tests__/support/hostile/paths';
import { sendHostileRequests } from '../__tests__/support/hostile/run';
import { type App, startApp } from './app';
import { enrolPerson } from './people';
import type { Scope } from './scope';
import { newVisitor, signIn } from './sign-ins';
import type { Row } from './table';

const COUNT = 10_000;

/** Ten thousand requests that are to break something: the seed is printed, and HOSTILE_SEED sets it. */
export async function measureHostile(scope: Scope): Promise<Row[]> {
  const seed = Number(process.env.HOSTILE_SEED ?? Date.now() % 1_000_000);
  console.error(`HOSTILE_SEED=${seed}`);
  const app = await startApp(scope, { TRUSTED_PROXY_HOPS: '1' });
  const credentials = await credentialsOf(app);

  const options = { url: app.url, seed, count: COUNT, paths: ALL_PATHS, credentials };
  const { statuses, findings } = await sendHostileRequests(options);
  for (const finding of findings) console.error(`${finding}\n`);
  const perStatus = [...statuses].sort().map(([status, count]) => `${status}: ${count}`);
  console.error(`Answers by status: ${perStatus.join(', ')}`);

  // Whoever comes afterwards signs in as if nothing had been.
  await credentialsOf(app);
  const memory = app.memory() / 1_000_000;
  await app.close();
  return [
    {
      what: `Hostile requests, seed ${seed}`,
      unit: '',
      value: [...statuses.values()].reduce((sum, count) => sum + count, 0),
      target: { exactly: COUNT },
    },
    {
      what: '  5xx, no answer, or something reflected',
      unit: '',
      value: findings.length,
      target: { exactly: 0 },
    },
    { what: '  memory of the app after that', unit: 'MB', value: memory },
  ];
}

/** Somebody's, who signs in with a new passkey. */
async function credentialsOf(app: App) {
  const person = await enrolPerson(app);
  const visitor = await newVisitor(app);
  const token = await person.browser.signIn();
  const sessionCookie = await signIn(visitor, token);
  visitor.client.close();
  return { ...visitor, origin: app.url, sessionCookie };
}
