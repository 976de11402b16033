export type Unit = 'KB' | 'MB' | 'ms' | '/s' | '×';

const DIGITS: Record<Unit, number> = { KB: 1, MB: 0, ms: 0, '/s': 0, '×': 2 };

export type Target = { atMost: number } | { atLeast: number };

/** One measured figure. All its numbers are in `unit`; KB and MB are 1000 and 1000² bytes. */
export interface Figure {
  /** Unique, because it is the row's heading. */
  what: string;
  unit: Unit;
  value: number;
  /** The lowest and the highest of several runs. The value is their median. */
  range?: readonly [number, number];
  /**
   * The same figure of Authsignal's own example (Next.js 15). It was measured with the same browser and
   * emulators, on 2 cores in November 2026.
   */
  example?: number;
  target?: Target | undefined;
}

const COLUMNS = ['measured', 'lowest–highest', "Authsignal's example", 'target', 'reached'];

/** Prints the figures as one table. */
export function printFigures(figures: Figure[]): void {
  const rows = figures.map((figure) => [`${figure.what} (${figure.unit})`, cellsOf(figure)]);
  console.table(Object.fromEntries(rows), COLUMNS);
}

function cellsOf({ unit, value, range, example, target }: Figure): Record<string, unknown> {
  const format = (amount: number | readonly [number, number]) =>
    [amount]
      .flat()
      .map((number) => number.toFixed(DIGITS[unit]))
      .join('–');

  return {
    measured: Number(format(value)),
    ...(range && { 'lowest–highest': format(range) }),
    ...(example && { "Authsignal's example": format(example) }),
    ...(target &&
      ('atMost' in target
        ? { target: `≤ ${format(target.atMost)}`, reached: value <= target.atMost }
        : { target: `≥ ${format(target.atLeast)}`, reached: value >= target.atLeast })),
  };
}

/** The median and, of several values, the lowest and the highest one. */
export function summary(values: number[]): Pick<Figure, 'value' | 'range'> {
  const value = median(values);
  return values.length === 1
    ? { value }
    : { value, range: [Math.min(...values), Math.max(...values)] };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = NaN, high = low] = sorted.slice((sorted.length - 1) / 2, sorted.length / 2 + 1);
  return (low + high) / 2;
}
