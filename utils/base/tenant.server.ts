import { env } from '@/utils/base/env.server';
import type { Tenant } from '@/utils/passkeys/tenant';

/** Authsignal's tenant for the browser, read at run time, so that one build serves every tenant. */
export function authsignalTenant(): Tenant {
  const { NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID, NEXT_PUBLIC_AUTHSIGNAL_API_HOST } = env();
  return {
    tenantId: NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID,
    baseUrl: NEXT_PUBLIC_AUTHSIGNAL_API_HOST,
  };
}
