import type { AuthsignalConfig } from '@/utils/authsignal';

/** Names the tenant to the page's scripts, those that do not wait for React too. Stands in the head. */
export function AuthsignalTenant({ tenantId, baseUrl }: AuthsignalConfig) {
  return (
    <>
      <meta name="authsignal-tenant" content={tenantId} />
      <meta name="authsignal-api" content={baseUrl} />
      <link rel="preconnect" href={new URL(baseUrl).origin} crossOrigin="anonymous" />
    </>
  );
}
