import { type Figure, summary, type Target, type Unit } from './print-figures';

interface Comparison<App> {
  what: string;
  unit: Unit;
  rounds: number;
  measure: (app: App) => Promise<number>;
  /** For the first app's figure, divided by that of the app with this name. */
  targets: Record<string, Target>;
}

/**
 * Measures all apps in each round, and every other round in the reverse order, so that none is always the
 * first. Returns the figure of each, and the ratios of the first app to the others: of every round, so
 * that what slows the machine down for a while slows both sides.
 */
export async function compare<App extends { name: string }>(
  apps: App[],
  { what, unit, rounds, measure, targets }: Comparison<App>,
): Promise<Figure[]> {
  console.error(`  ${what} …`);
  const measured = new Map(apps.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? apps : apps.toReversed();
    for (const app of order) measured.get(app.name)?.push(await measure(app));
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
