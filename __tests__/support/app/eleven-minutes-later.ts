/** Runs `act` when the last sign-in is too long ago to be recent: by the clock of the app and of Authsignal. */
export async function elevenMinutesLater<T>(act: () => Promise<T>): Promise<T> {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000);
  return act().finally(() => clock.mockRestore());
}
