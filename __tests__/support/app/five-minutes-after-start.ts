/** Starts the housekeeping as a new process does, and lets five minutes pass. */
export async function fiveMinutesAfterStart(): Promise<void> {
  // A process has one of it, because Next.js keeps it out of its bundles.
  const client = await import('@prisma/client');
  const timers = jest.spyOn(globalThis, 'setInterval');
  await jest.isolateModulesAsync(async () => {
    jest.doMock('@prisma/client', () => client);
    const { keepHouse } = await import('@/utils/account/housekeeping.server');
    keepHouse();
  });
  jest.dontMock('@prisma/client');
  const index = timers.mock.calls.findIndex(([, delay]) => delay === 5 * 60_000);
  timers.mock.calls[index]?.[0]();
  clearInterval(timers.mock.results[index]?.value);
  timers.mockRestore();
}
