const ROUNDS = 3;

interface Round {
  perSecond: number;
  /** How long each item took, in milliseconds. */
  durations: number[];
}

/**
 * Does `work` once for each item, in three rounds after a warm-up of `warmUp` items. Each worker does
 * one item at a time. Throws the first failure.
 */
export async function loadInRounds<Worker, Item>(
  workers: Worker[],
  items: Item[],
  warmUp: number,
  work: (worker: Worker, item: Item) => Promise<void>,
): Promise<Round[]> {
  await loadOnce(workers, items.slice(0, warmUp), work);

  const rounds: Round[] = [];
  const perRound = (items.length - warmUp) / ROUNDS;
  for (let first = warmUp; first < items.length; first += perRound) {
    rounds.push(await loadOnce(workers, items.slice(first, first + perRound), work));
  }
  return rounds;
}

async function loadOnce<Worker, Item>(
  workers: Worker[],
  items: Item[],
  work: (worker: Worker, item: Item) => Promise<void>,
): Promise<Round> {
  // All workers take from the same iterator.
  const queue = items.values();
  const durations: number[] = [];

  async function run(worker: Worker) {
    for (const item of queue) {
      const start = performance.now();
      await work(worker, item);
      durations.push(performance.now() - start);
    }
  }

  const start = performance.now();
  await Promise.all(workers.map(run));
  return { perSecond: (items.length * 1000) / (performance.now() - start), durations };
}
