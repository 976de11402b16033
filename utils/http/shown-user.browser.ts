/** The id of the person whom the page shows, where it shows one: see SignedInAs. */
export const shownPerson = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="signed-in-as"]')?.content;
