type Unit = 'KB' | 'MB' | 'ms' | '/s' | '×';

const DIGITS: Record<Unit, number> = { KB: 1, MB: 0, ms: 0, '/s': 0, '×': 2 };

/** One measured figure. All its numbers are in `unit`; KB and MB are 1000 and 1000² bytes. */
export interface Figure {
  /** Unique, because it is the row's heading. */
  what: string;
  unit: Unit;
  value: number;
  /** The lowest and the highest of several runs. The value is their median. */
  range?: readonly [number, number];
  /**
   * The same figure of Authsignal's own example (Next.js 15), or the lowest and the highest of it. It
   * was measured with the same browser, emulators and databases, on 2 cores in November 2026.
   */
  example?: number | readonly [number, number];
  target?: { atMost: number } | { atLeast: number };
}

const COLUMNS = ['here', 'lowest–highest', "Authsignal's example", 'target', 'reached'];

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
    here: Number(format(value)),
    ...(range && { 'lowest–highest': format(range) }),
    ...(example && { "Authsignal's example": format(example) }),
    ...(target &&
      ('atMost' in target
        ? { target: `≤ ${format(target.atMost)}`, reached: value <= target.atMost }
        : { target: `≥ ${format(target.atLeast)}`, reached: value >= target.atLeast })),
  };
}

/** The value below which `share` (0 to 1) of the values lie; the nearest one that was measured. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** The median, and the lowest and the highest value. */
export function summary(values: number[]): Required<Pick<Figure, 'value' | 'range'>> {
  return { value: percentile(values, 0.5), range: [Math.min(...values), Math.max(...values)] };
}
