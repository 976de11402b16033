import { type Figure, summary, type Target, type Unit } from './print-figures';

interface Comparison<App> {
  what: string;
  unit: Unit;
  rounds: number;
  /** Makes ready what is not timed, and returns what measures. */
  prepare: (app: App) => Promise<() => number | Promise<number>>;
  /** For the first app's figure, divided by that of the app with this name. */
  targets: Record<string, Target>;
}

/**
 * Measures all apps in each round, one right after the other, and every other round in the reverse order.
 * Returns the figure of each, and the ratios of the first app to the others: of every round, because what
 * slows the machine down for a while slows both sides.
 */
export async function compare<App extends { name: string }>(
  apps: App[],
  { what, unit, rounds, prepare, targets }: Comparison<App>,
): Promise<Figure[]> {
  console.error(`  ${what} …`);
  const measured = new Map(apps.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const prepared: [string, () => number | Promise<number>][] = [];
    for (const app of apps) prepared.push([app.name, await prepare(app)]);
    const order = round % 2 === 0 ? prepared : prepared.toReversed();
    for (const [name, measure] of order) measured.get(name)?.push(await measure());
  }

  const [[own, ownValues] = ['', []], ...others] = measured;
  const ratios = others.map(([name, values]): Figure => {
    const ratio = ownValues.map((value, round) => value / (values[round] ?? NaN));
    const target = targets[name];
    return { what: `  ${what}: ${own} to ${name}`, unit: '×', ...summary(ratio), target };
  });
  const figures = [...measured].map(([name, values]): Figure => {
    return { what: `${what}: ${name}`, unit, ...summary(values) };
  });
  return [...figures, ...ratios];
}
