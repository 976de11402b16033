import { styleText } from 'node:util';

import type { Place } from './stand-ins';

type Row = [name: string, address: string, note: string];

/** In bold where a person looks at it, and plain in a file or a pipe. */
const bold = (text: string) => (process.stdout.isTTY ? styleText('bold', text) : text);

/** What runs where, as a developer sees it in the terminal, and what to do with it. */
export function table(appUrl: string | undefined, places: Place[]): string {
  const rows: Row[] = places.map(({ name, address, isLocal }) => [
    name,
    address,
    isLocal ? 'local stand-in' : 'real',
  ]);
  if (appUrl) rows.unshift(['App', appUrl, '']);

  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const line = ([name, address, note]: Row) =>
    `  ${bold(name.padEnd(width(0)))}   ${address.padEnd(width(1))}   ${note}`.trimEnd();

  const hasMailbox = places.some(({ name, isLocal }) => name === 'Mailbox' && isLocal);
  const next = hasMailbox && 'Open the app and ask for a sign-in link. It arrives in the mailbox.';
  return ['', ...rows.map(line), ...(appUrl && next ? ['', `  ${next}`] : []), ''].join('\n');
}
