import { findAction } from './actions';
import { refuse } from './errors';
import type { Action } from './records';
import type { Tenant } from './tenant';
import { isSameText, type Claims } from './tokens';

/** The user and the action that a token was issued for. */
export type Bearer = { userId: string; claims: Claims; action: Action };

/** Checks a caller of the Server API. Throws an error response, as do the functions below. */
export function requireSecretKey(request: Request, { secretKey }: Tenant) {
  if (!isSameText(readBasic(request), `${secretKey}:`)) throw refuse('unauthorized');
}

/** The browser SDK sends the tenant id URI-encoded, and curl in the documentation sends `id:`. */
export function requireTenantId(request: Request, { tenantId }: Tenant) {
  const sent = readBasic(request).replace(/:$/, '');
  if (!isSameText(sent, encodeURIComponent(tenantId))) throw refuse('unauthorized');
}

/** Inferred: for a blocked action the error is `forbidden`. */
export function requireToken(request: Request, tenant: Tenant): Bearer {
  const token = readAuthorization(request, 'Bearer');
  if (!token) throw refuse('unauthorized');

  const claims = tenant.tokens.read(token);
  if (typeof claims === 'string') throw refuse(claims);

  const action = findAction(tenant, { userId: claims.sub, ...claims.other });
  if (!action) throw refuse('invalid_token');
  if (action.state === 'BLOCK') throw refuse('forbidden', 'The action is blocked.');
  return { userId: claims.sub, claims, action };
}

/** A sign-in sends the tenant id. Re-authentication of a signed-in user sends a token. */
export function requireTenantIdOrToken(request: Request, tenant: Tenant): Bearer | undefined {
  if (readAuthorization(request, 'Bearer')) return requireToken(request, tenant);
  requireTenantId(request, tenant);
}

export function requireScope({ claims }: Bearer, scope: string) {
  if (!claims.scope.split(' ').includes(scope)) {
    throw refuse('forbidden', `The token lacks the scope ${scope}.`);
  }
}

/** Documented (authenticator binding): a user needs no scope for the first passkey, but for all others. */
export function requireEnrollmentRight(bearer: Bearer, { store }: Tenant) {
  if (store.listPasskeys(bearer.userId).length > 0) requireScope(bearer, 'add:authenticators');
}

function readBasic(request: Request) {
  return Buffer.from(readAuthorization(request, 'Basic') ?? '', 'base64').toString();
}

function readAuthorization(request: Request, scheme: 'Basic' | 'Bearer') {
  const [sentScheme, value] = (request.headers.get('authorization') ?? '').split(' ');
  return sentScheme === scheme ? value : undefined;
}
