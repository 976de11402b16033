import { query } from '../__tests__/support/database/query';
import { isPostgresInstalled } from '../__tests__/support/database/find-postgres';
import { startCluster } from '../__tests__/support/database/postgres-cluster';
import { startApp } from './app';
import { rowsOf, sendCopies } from './copies';
import { connect, fromElsewhere, startInstance } from './instances';
import { mailLinks } from './links';
import { measureMailTimes } from './mail-times';
import { enrolPerson, performCeremonies } from './people';
import type { Scope } from './scope';
import { newVisitor, SIGN_IN_PATH } from './sign-ins';
import { signInAllAtOnce } from './sign-in-storm';
import type { Row } from './table';

const COPIES = 20;
const TOKENS = 1_000;
const LINKS = 500;
const PEOPLE = 8;

/** Brings each token and each link twenty times at once, over two instances on one PostgreSQL. */
export async function measureAbuse(scope: Scope): Promise<Row[]> {
  if (!isPostgresInstalled()) throw new Error('PostgreSQL is not installed: no race without it.');
  const cluster = await startCluster();
  scope.onStop(cluster.close);
  const app = await startApp(scope, { DATABASE_URL: cluster.url, TRUSTED_PROXY_HOPS: '1' });
  const clients = connect([app.url, await startInstance(scope, app)], COPIES);
  const { csrfToken, csrfCookie } = await newVisitor(app);

  const people = await Promise.all(Array.from({ length: PEOPLE }, () => enrolPerson(app)));
  const tokens = await sendCopies(
    clients,
    await performCeremonies(people, TOKENS),
    (client, { token }) => {
      const fields = { csrfToken, signInToken: token, json: 'true' };
      return client.postForm(SIGN_IN_PATH, csrfCookie, fields, fromElsewhere());
    },
    ({ status }) => status === 401,
  );
  const [spent] = await query(cluster.url, 'SELECT count(*)::int AS count FROM "SpentToken"');

  const mailed = await mailLinks(app, LINKS);
  const links = await sendCopies(
    clients,
    mailed,
    (client, { fields }) =>
      client.postForm(
        '/api/auth/callback/email',
        csrfCookie,
        { ...fields, csrfToken },
        fromElsewhere(),
      ),
    ({ status, location }) => status === 302 && location.includes('error=Verification'),
  );
  const known = mailed.map(({ email }) => email);
  const mailTimes = await measureMailTimes(app, known);
  const storm = await signInAllAtOnce(scope, app, people);

  for (const client of clients) client.close();
  await app.close();
  await cluster.close();
  return [
    ...rowsOf(`${TOKENS} sign-in tokens, ${COPIES} copies each`, tokens, TOKENS, COPIES),
    {
      what: '  answers of Authsignal that were used',
      unit: '',
      value: Number(spent?.count),
      target: { exactly: TOKENS },
    },
    ...rowsOf(`${LINKS} mailed links, ${COPIES} copies each`, links, LINKS, COPIES),
    ...storm,
    ...mailTimes,
  ];
}
