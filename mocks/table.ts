import type { Place } from './stand-ins';

/** What runs where, as a developer sees it in the terminal. */
export function table(appUrl: string | undefined, places: Place[]): string {
  const rows = [
    ...(appUrl ? [['App', appUrl, '']] : []),
    ...places.map(({ name, address, isLocal }) => [name, address, isLocal ? 'local' : 'real']),
  ];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const line = ([name = '', address = '', note = '']: string[]) =>
    `  ${name.padEnd(width(0))}   ${address.padEnd(width(1))}   ${note}`.trimEnd();

  return ['', ...rows.map(line), ''].join('\n');
}
