/** What the browser needs to know of Authsignal. */
export interface Tenant {
  tenantId: string;
  /** The region's API: what `NEXT_PUBLIC_AUTHSIGNAL_API_HOST` says. */
  baseUrl: string;
}

/**
 * Names the tenant to the page's scripts, so that one build serves several. Put it into the head of
 * pages/_document.tsx, with values read at run time. Without it, those of the build count.
 */
export function AuthsignalTenant({ tenantId, baseUrl }: Tenant) {
  return (
    <>
      <meta name="authsignal-tenant" content={tenantId} />
      <meta name="authsignal-api" content={baseUrl} />
      <link rel="preconnect" href={new URL(baseUrl).origin} crossOrigin="anonymous" />
    </>
  );
}
