/** The id of the user that the page shows, if any: see SignedInAs. */
export const shownUser = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="signed-in-as"]')?.content;
