/** What the browser needs to know of Authsignal. */
export interface Tenant {
  tenantId: string;
  /** The region's API: what `NEXT_PUBLIC_AUTHSIGNAL_API_HOST` says. */
  baseUrl: string;
}

/**
 * Names the tenant to the page's scripts, so that one build serves several tenants. It belongs into the
 * head of pages/_document.tsx, with values read at run time (destructure `process.env`). Without it, the two
 * NEXT_PUBLIC_AUTHSIGNAL_ variables of the build count.
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
