import { readFileSync } from 'node:fs';

import { guards } from './guards';
import { findMarkers } from './markers';

export const DOCUMENT = 'docs/security.md';
const [BEGIN, END] = ['<!-- guards: made from __tests__/guards/guards.ts -->', '<!-- /guards -->'];

/** docs/security.md with the table that the list of guards makes. */
export function documentWithTable(): { now: string; wanted: string } {
  const now = readFileSync(DOCUMENT, 'utf8');
  const places = findMarkers();
  const rows = guards.map(
    ({ name, threat, test }) =>
      `| ${threat} | \`${name}\` in \`${places.get(name)}\` | \`${test}\` |`,
  );
  const table = ['| Without it | Guard | Test |', '| --- | --- | --- |', ...rows].join('\n');
  const [before = '', rest = ''] = now.split(BEGIN);
  const [, after = ''] = rest.split(END);
  return { now, wanted: `${before}${BEGIN}\n\n${table}\n\n${END}${after}` };
}
