export interface Timing {
  perSecond: number;
  /** How long each took, in milliseconds. */
  durations: number[];
}

/** Does `work` once for each item, each worker one at a time; the first failure is thrown. */
export async function inParallel<Worker, Item>(
  workers: Worker[],
  items: Item[],
  work: (worker: Worker, item: Item) => Promise<void>,
): Promise<Timing> {
  const waiting = [...items].reverse();
  const durations: number[] = [];

  async function run(worker: Worker) {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      const start = performance.now();
      await work(worker, item);
      durations.push(performance.now() - start);
    }
  }

  const start = performance.now();
  await Promise.all(workers.map(run));
  return { perSecond: (items.length * 1000) / (performance.now() - start), durations };
}
