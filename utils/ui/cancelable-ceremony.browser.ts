let current = new AbortController();
let isPrepared = false;

/** Call it before each ceremony of a page that can cancel it: what ended the one before does not end this one. */
export function beginCeremony(): void {
  current = new AbortController();
  if (isPrepared || !navigator.credentials) return;
  isPrepared = true;
  // In the browser's own functions, because the SDK takes no signal.
  const { credentials } = navigator;
  const [create, get] = [credentials.create?.bind(credentials), credentials.get?.bind(credentials)];
  credentials.create = (options) => create({ ...options, signal: signalOf(options) });
  credentials.get = (options) => get({ ...options, signal: signalOf(options) });
}

function signalOf({ signal }: { signal?: AbortSignal } = {}): AbortSignal {
  const own = current;
  signal?.addEventListener('abort', () => own.abort(signal.reason));
  return own.signal;
}

/**
 * Ends the ceremony that is under way, as if the user had closed the browser's dialog. If the browser has
 * not been asked yet, it ends when it is.
 */
export const cancelCeremony = (): void => current.abort();
