import { createContext, type ReactNode, useContext, useMemo } from 'react';

import { mendedSdk, type PasskeyClient } from '@/utils/mended-sdk.browser';

export interface AuthsignalConfig {
  tenantId: string;
  /** The region's API, with `/v1`. */
  baseUrl: string;
}

const AuthsignalContext = createContext<AuthsignalConfig | undefined>(undefined);

/** Names the tenant for every useAuthsignal below it. */
export function AuthsignalProvider(props: { config?: AuthsignalConfig; children: ReactNode }) {
  return <AuthsignalContext value={props.config}>{props.children}</AuthsignalContext>;
}

/**
 * Authsignal's browser SDK, fetched when a ceremony first needs it, so that pages are drawn on the
 * server and usable before it has arrived.
 */
export function useAuthsignal(): { load: () => Promise<unknown>; passkey: PasskeyClient } {
  const config = useContext(AuthsignalContext);

  return useMemo(() => {
    const client = () => {
      if (!config) throw new Error('useAuthsignal needs an AuthsignalProvider with a config.');
      return loadSdk(config);
    };
    return {
      load: client,
      passkey: {
        signIn: async (params) => (await client()).signIn(params),
        signUp: async (params) => (await client()).signUp(params),
      },
    };
  }, [config]);
}

let loading: Promise<PasskeyClient> | undefined;

/** One SDK a page: two would not know of each other's waiting request. A failed load is tried again. */
function loadSdk({ tenantId, baseUrl }: AuthsignalConfig): Promise<PasskeyClient> {
  loading ??= import('@authsignal/browser')
    .then(({ Authsignal }) => {
      const cookieDomain = window.location.hostname;
      return mendedSdk(new Authsignal({ tenantId, baseUrl, cookieDomain }));
    })
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  return loading;
}
