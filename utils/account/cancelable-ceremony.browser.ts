let current: AbortController | undefined;
let isPrepared = false;

/** Lets `cancelCeremony` end the creation of a passkey. It does so in `credentials.create`, because the SDK takes no signal. */
export function prepareCancel(): void {
  if (isPrepared || !navigator.credentials?.create) return;
  isPrepared = true;
  const { credentials } = navigator;
  const create = credentials.create.bind(credentials);
  credentials.create = (options) => {
    const own = new AbortController();
    current = own;
    options?.signal?.addEventListener('abort', () => own.abort(options.signal?.reason));
    return create({ ...options, signal: own.signal });
  };
}

/** Ends the creation that is under way, as if the user had closed the browser's dialog. */
export const cancelCeremony = (): void => current?.abort();
