import { styleText } from 'node:util';

import type { ServiceAddress } from './start-local-services';

type Row = [name: string, address: string, note: string];

/** Plain if the output goes to a file or a pipe. */
const bold = (text: string) => (process.stdout.isTTY ? styleText('bold', text) : text);

/** Formats the addresses for the terminal. With `appUrl`, it lists the app too, and says what to do next. */
export function formatServiceTable(appUrl: string | undefined, services: ServiceAddress[]): string {
  const rows: Row[] = services.map(({ name, address, isLocal }) => [
    name,
    address,
    isLocal ? 'local' : 'real',
  ]);
  if (appUrl) rows.unshift(['App', appUrl, '']);

  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const line = ([name, address, note]: Row) =>
    `  ${bold(name.padEnd(width(0)))}   ${address.padEnd(width(1))}   ${note}`.trimEnd();

  const hasMailbox = services.some(({ name, isLocal }) => name === 'Mailbox' && isLocal);
  const next = hasMailbox && 'Open the app and ask for a sign-in link. It arrives in the mailbox.';
  return ['', ...rows.map(line), ...(appUrl && next ? ['', `  ${next}`] : []), ''].join('\n');
}
