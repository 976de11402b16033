import { requireTenantId } from '../access/authorization';
import { refuse } from '../http/errors';
import { operation } from '../http/operation';

/**
 * GET /client/user-authenticators/passkey?credentialIds=a,b finds the first of these that exists. With
 * `credentialId`, as the mobile SDKs ask, it finds that one.
 * Source: @authsignal/browser (passkey-api-client: `getPasskeyAuthenticator`, to which every status except
 * 2xx means "none"), Authsignal's SDKs for iOS (`invalid_credential`) and Android.
 */
export const findPasskey = operation(
  'findPasskey',
  'GET',
  '/client/user-authenticators/passkey',
  (tenant, call) => {
    requireTenantId(call, tenant);
    const asked = call.query.get('credentialIds')?.split(',') ?? [];
    const ids = [...asked, ...call.query.getAll('credentialId')];

    for (const id of ids) {
      const passkey = tenant.store.findPasskey(id);
      if (passkey) return { credentialId: id, verifiedAt: passkey.createdAt };
    }
    throw refuse('invalid_credential');
  },
);
