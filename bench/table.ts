/** KB and MB are 1000 and 1000² bytes. */
type Unit = 'KB' | 'MB' | 'ms' | '/s' | '×' | '';

/** Behind the point. */
const DIGITS: Partial<Record<Unit, number>> = { KB: 1, '×': 2 };

/** One figure of the benchmarks. All numbers are in `unit`. */
export interface Row {
  what: string;
  unit: Unit;
  value: number;
  /** The lowest and the highest of several runs, whose median is the value. */
  range?: readonly [number, number];
  /** What Authsignal's example takes for it, or from what to what. */
  example?: number | readonly [number, number];
  target?: Target;
}

/** A count is exact or wrong; what depends on the machine is reached or not. */
type Target = { atMost: number } | { atLeast: number } | { exactly: number };

const HEADINGS = ['', 'here', 'lowest–highest', "Authsignal's example", 'target', ''];

/** The figures side by side, numbers to the right. */
export function table(rows: Row[]): string {
  const lines = [HEADINGS, ...rows.map(cells)];
  const width = (column: number) => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  const align = (cell: string, column: number) =>
    column === 0 || column === HEADINGS.length - 1
      ? cell.padEnd(width(column))
      : cell.padStart(width(column));
  return lines.map((line) => line.map(align).join('   ').trimEnd()).join('\n');
}

function cells({ what, unit, value, range, example, target }: Row): string[] {
  const number = (amount: number) => amount.toFixed(DIGITS[unit] ?? 0);
  const withUnit = (amount: number | readonly [number, number]) =>
    `${[amount].flat().map(number).join('–')} ${unit}`.trimEnd();

  return [
    what,
    withUnit(value),
    range ? withUnit(range) : '',
    example ? withUnit(example) : '',
    ...verdict(value, target, withUnit),
  ];
}

function verdict(value: number, target: Row['target'], withUnit: (amount: number) => string) {
  if (!target) return ['', ''];
  if ('exactly' in target) {
    return [withUnit(target.exactly), value === target.exactly ? 'right' : 'WRONG'];
  }
  const reached = 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
  const limit =
    'atMost' in target ? `≤ ${withUnit(target.atMost)}` : `≥ ${withUnit(target.atLeast)}`;
  return [limit, reached ? 'reached' : 'not reached'];
}

/** Whether the row counts something, and not as many as it has to be. */
export const isWrong = ({ value, target }: Row) =>
  target !== undefined && 'exactly' in target && value !== target.exactly;
