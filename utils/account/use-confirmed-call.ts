import { callApi } from '@/utils/http/api-client.browser';
import { usePasskeyConfirmation } from '@/utils/step-up/use-passkey-confirmation';
import { beginCeremony } from '@/utils/ui/cancelable-ceremony.browser';

/** As callApi, for routes that may ask for the user's passkey. `isWaiting` is true while the browser asks. */
export function useConfirmedCall() {
  const { isWaiting, confirmedFetch } = usePasskeyConfirmation();

  function confirmedCall<T>(method: 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
    beginCeremony();
    return callApi<T>(method, path, body, confirmedFetch);
  }

  return { isWaiting, confirmedCall };
}
