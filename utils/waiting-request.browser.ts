/**
 * How long a request may wait behind the e-mail field before it needs another challenge, in ms.
 * Authsignal's tokens live ten minutes unless the tenant says otherwise.
 */
const RENEW_AFTER_MS = 8 * 60_000;

/** With what a waiting request ends that only needs another challenge. */
export const RENEWAL = new DOMException('The challenge is too old.', 'TimeoutError');

/**
 * From now on, ends each request that waits behind a field before its challenge expires, or at the next
 * look where the machine was asleep then; and when the page comes back from the back/forward cache,
 * where the browser may have dropped it unsaid. The SDK takes no signal from outside, and starts no
 * second request while it believes in the first: the browser's own door is the only place where one
 * can be ended.
 */
export function endOldRequests(): void {
  const { credentials } = navigator;
  const get = credentials.get.bind(credentials);
  let current = new AbortController();
  let renewAt = Infinity;
  const end = () => current.abort(RENEWAL);

  window.addEventListener('pageshow', ({ persisted }) => persisted && end());
  // Timers stand still while a machine sleeps.
  for (const look of ['visibilitychange', 'focus']) {
    window.addEventListener(look, () => Date.now() > renewAt && end());
  }

  credentials.get = (options) => {
    if (options?.mediation !== 'conditional') return get(options);

    const own = (current = new AbortController());
    const { signal = own.signal } = options;
    signal.addEventListener('abort', () => own.abort(signal.reason));
    const timer = setTimeout(end, RENEW_AFTER_MS);
    renewAt = Date.now() + RENEW_AFTER_MS;

    return new Promise<Credential | null>((resolve, reject) => {
      own.signal.addEventListener('abort', () => reject(own.signal.reason));
      get({ ...options, signal: own.signal }).then(resolve, reject);
    }).finally(() => clearTimeout(timer));
  };
}
