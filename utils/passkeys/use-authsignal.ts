import type { PasskeyClient } from './patched-sdk.browser';
import type { Tenant } from './tenant';

const passkey: PasskeyClient = {
  signIn: async (params) => (await loadSdk()).signIn(params),
  signUp: async (params) => (await loadSdk()).signUp(params),
};

/**
 * Authsignal's browser SDK. A ceremony loads it when it first needs it, so that pages are rendered on the
 * server and usable before it has arrived. `load` loads it ahead.
 */
export const authsignal = { load: loadSdk, passkey };

/** The same for components, by the name that Authsignal's guide gives it. */
export const useAuthsignal = () => authsignal;

let loading: Promise<PasskeyClient> | undefined;

/** One SDK a page: two would not know of each other's waiting request. A failed load is retried. */
function loadSdk(): Promise<PasskeyClient> {
  loading ??= Promise.all([import('@authsignal/browser'), import('./patched-sdk.browser')])
    .then(([{ Authsignal }, { patchedSdk }]) => {
      const sdk = new Authsignal({ ...pageTenant(), cookieDomain: window.location.hostname });
      return patchedSdk(sdk, navigator.credentials);
    })
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

/** The tenant of the page: see AuthsignalTenant. */
function pageTenant(): Tenant {
  const named = (name: string) =>
    document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
  // Spelled out, because Next.js replaces the two names by their values when it builds.
  const tenantId = named('authsignal-tenant') ?? process.env.NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID;
  const baseUrl = named('authsignal-api') ?? process.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST;
  if (!tenantId || !baseUrl) throw new Error('No Authsignal tenant: see the README.');
  // With /v1, as the SDK spells it in some of its calls. The server reads it alike: settings.server.ts.
  return { tenantId, baseUrl: baseUrl.replace(/(\/v1)?\/*$/, '/v1') };
}
