import type { Tenant } from '@/utils/passkeys/tenant';

export const TENANT: Tenant = {
  tenantId: 'tenant',
  baseUrl: 'https://authsignal.test/v1',
};

/**
 * What a page has in a browser and lacks in jsdom: the tenant in its head, which the document names, and
 * an API for credentials.
 */
export function furnishPage(): void {
  Object.assign(navigator, { credentials: { get: async () => null } });
  document.head.innerHTML = `
    <meta name="authsignal-tenant" content="${TENANT.tenantId}">
    <meta name="authsignal-api" content="${TENANT.baseUrl}">`;
}
