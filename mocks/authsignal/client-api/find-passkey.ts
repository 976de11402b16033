import { requireTenantId } from '../authorization';
import { refuse } from '../errors';
import { operation } from '../operation';

/**
 * GET /client/user-authenticators/passkey?credentialIds=a,b finds the first of these that exists.
 * Source: @authsignal/browser (passkey-api-client: `getPasskeyAuthenticator`, to which every status except
 * 2xx means "none"), Authsignal's iOS SDK (`invalid_credential`).
 */
export const findPasskey = operation(
  'findPasskey',
  'GET',
  '/client/user-authenticators/passkey',
  (tenant, call) => {
    requireTenantId(call, tenant);
    const ids = call.query.get('credentialIds')?.split(',') ?? [];

    for (const id of ids) {
      const passkey = tenant.store.findPasskey(id);
      if (passkey) return { credentialId: id, verifiedAt: passkey.createdAt };
    }
    throw refuse('invalid_credential');
  },
);
