import { contract } from '../support/authsignal/contract/contract';
import {
  clientApi,
  serverApi,
  undocumented,
  webhookEvents,
} from '../support/authsignal/contract/documented';
import { differs } from './differs';
import { observe } from './observe';

export const DOCUMENT = 'mocks/authsignal/COVERAGE.md';

const HEAD = `# What the emulator imitates

Made by \`npm run docs:emulator\` in its repository, from what Authsignal documents, the contract that the tests play
(\`__tests__/support/authsignal/contract/\`), and the emulator's own answers; a test fails if it is out of date.
"Facts" is how many facts the contract tests for the operation. What is not imitated is answered with 400
\`not_emulated\`, if the key is right.
`;

type Operations = Record<string, readonly [operation: string, sdk?: string]>;
type Verdict = { id: string; isImitated: boolean };

/** mocks/authsignal/COVERAGE.md, as it has to be. */
export const makeDocument = (): Promise<string> =>
  observe(async ({ isImitated, events }) => {
    const table = async (operations: Operations) => {
      const rows: [Verdict, string][] = [];
      for (const [id, [operation, sdk]] of Object.entries(operations)) {
        const verdict = { id, isImitated: await isImitated(operation) };
        rows.push([verdict, `\`${operation}\` | ${sdk ? `\`${sdk}\`` : ''} | ${factsOf(verdict)}`]);
      }
      return rows;
    };
    const server = await table(serverApi);
    const others = await table(undocumented);
    const client = await table(clientApi);
    const webhooks = webhookEvents.map((id): [Verdict, string] => [
      { id, isImitated: events.has(id) },
      `\`${id}\``,
    ]);

    return [
      HEAD,
      section('Server API', 'Operation | `@authsignal/node` | Facts', server),
      section(
        'Not documented, called by the SDKs for Ruby and Java',
        'Operation | | Facts',
        others,
      ),
      section('Client API', 'Operation | `@authsignal/browser` | Facts', client),
      section('Webhooks', 'Event', webhooks),
    ].join('\n');
  });

function factsOf({ id, isImitated }: Verdict) {
  const facts = contract.filter(({ operation }) => operation === id).length;
  if (isImitated && facts === 0) throw new Error(`No fact of the contract is about ${id}.`);
  return facts || '';
}

function section(title: string, columns: string, rows: [Verdict, string][]) {
  const imitated = rows.filter(([{ isImitated }]) => isImitated).length;
  const lines = rows.map(([verdict, cells]) => `| ${cells} | ${judge(verdict)} |`);
  const head = `| ${columns} | Imitated | What differs |`;
  const rule = head.replaceAll(/[^|]+/g, ' --- ');
  return [`## ${title}: ${imitated} of ${rows.length}\n`, head, rule, ...lines, ''].join('\n');
}

function judge({ id, isImitated }: Verdict) {
  const difference = Object.entries(differs).find(([name]) => name === id)?.[1];
  if (difference && !isImitated) throw new Error(`${id} is said to differ, and is not imitated.`);
  if (!isImitated) return 'no |';
  return difference ? `partly | ${difference}` : 'yes |';
}
