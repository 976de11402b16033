/** What the browser needs to know of Authsignal. */
export interface Tenant {
  tenantId: string;
  /** The region's API, with `/v1`. */
  baseUrl: string;
}

/**
 * Names the tenant to the page's scripts, so that one build serves several tenants. It belongs into the
 * head of pages/_document.tsx. Without it, the two NEXT_PUBLIC_AUTHSIGNAL_ variables of the build count.
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
