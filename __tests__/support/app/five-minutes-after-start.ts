/** Starts the retries as a new process does, and lets five minutes pass. */
export async function fiveMinutesAfterStart(): Promise<void> {
  const timers = jest.spyOn(globalThis, 'setInterval');
  await jest.isolateModulesAsync(async () => {
    const { retryUnsentMails } = await import('@/utils/change-mails/outbox.server');
    retryUnsentMails();
  });
  const index = timers.mock.calls.findIndex(([, delay]) => delay === 5 * 60_000);
  timers.mock.calls[index]?.[0]();
  clearInterval(timers.mock.results[index]?.value);
  timers.mockRestore();
}
