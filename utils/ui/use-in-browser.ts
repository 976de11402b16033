import { useSyncExternalStore } from 'react';

const neverChanges = () => () => {};

/** What the browser alone can tell. On the server, and while React takes its page over, `meanwhile`. */
export const useInBrowser = <T>(read: () => T, meanwhile: T): T =>
  useSyncExternalStore(neverChanges, read, () => meanwhile);
