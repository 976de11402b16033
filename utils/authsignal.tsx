import type { PasskeyClient } from '@/utils/passkeys/patched-sdk.browser';

export interface AuthsignalConfig {
  tenantId: string;
  /** The region's API, with `/v1`. */
  baseUrl: string;
}

interface AuthsignalOfPage {
  /** Fetches the SDK ahead of a ceremony. */
  load: () => Promise<unknown>;
  passkey: PasskeyClient;
}

/**
 * Authsignal's browser SDK for the tenant that the page names (see AuthsignalTenant), fetched when a
 * ceremony first needs it, so that pages are drawn on the server and usable before it has arrived.
 */
export const authsignal: AuthsignalOfPage = {
  load: loadSdk,
  passkey: {
    signIn: async (params) => (await loadSdk()).signIn(params),
    signUp: async (params) => (await loadSdk()).signUp(params),
  },
};

/** The same for components, by the name that Authsignal's guide gives it. */
export const useAuthsignal = () => authsignal;

let loading: Promise<PasskeyClient> | undefined;

/** One SDK a page: two would not know of each other's waiting request. A failed load is tried again. */
function loadSdk(): Promise<PasskeyClient> {
  loading ??= Promise.all([
    import('@authsignal/browser'),
    import('@/utils/passkeys/patched-sdk.browser'),
  ])
    .then(([{ Authsignal }, { mendedSdk }]) => {
      const sdk = new Authsignal({
        tenantId: named('authsignal-tenant'),
        baseUrl: named('authsignal-api'),
        cookieDomain: window.location.hostname,
      });
      return mendedSdk(sdk, navigator.credentials);
    })
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

function named(name: string): string {
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`);
  if (!meta) throw new Error('No AuthsignalTenant.');
  return meta.content;
}
