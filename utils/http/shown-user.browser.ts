/** The id of the user whom the page shows, if it shows one: see SignedInAs. */
export const shownUser = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="signed-in-as"]')?.content;
