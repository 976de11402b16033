let current = new AbortController();
let isPrepared = false;

/** Lets `cancelCeremony` end the creation of a passkey. It does so in `credentials.create`, because the SDK takes no signal. */
export function prepareCancel(): void {
  if (isPrepared || !navigator.credentials?.create) return;
  isPrepared = true;
  const { credentials } = navigator;
  const create = credentials.create.bind(credentials);
  credentials.create = (options) => {
    const own = current;
    options?.signal?.addEventListener('abort', () => own.abort(options.signal?.reason));
    return create({ ...options, signal: own.signal });
  };
}

/** Call it before each creation: what ended the one before does not end this one. */
export function beginCeremony(): void {
  current = new AbortController();
}

/**
 * Ends the creation that is under way, as if the user had closed the browser's dialog. If the browser has
 * not been asked yet, it ends when it is.
 */
export const cancelCeremony = (): void => current.abort();
