type Stop = () => Promise<unknown>;

/** What the benchmarks have started. All of it is stopped at the end, on failure, and on Ctrl-C. */
export interface Scope {
  /** Has `stop` called in the end. Say so before anything can fail; `stop` may be called twice. */
  onStop(stop: Stop): void;
  isOver(): boolean;
  /** Stops what was started last first, and goes on where one fails. */
  stopAll(): Promise<void>;
}

export function createScope(): Scope {
  const stops: Stop[] = [];
  let isOver = false;
  return {
    onStop(stop) {
      // What is started in spite of the end must not outlive it.
      if (isOver) void stop();
      else stops.push(stop);
    },
    isOver: () => isOver,
    async stopAll() {
      isOver = true;
      for (const stop of stops.splice(0).reverse()) {
        await stop().catch((error: unknown) => console.error('Could not be stopped:', error));
      }
    },
  };
}
