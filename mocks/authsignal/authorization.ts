import { findAction } from './actions';
import { refuse } from './errors';
import { isSameText, type Claims } from './tokens';
import type { Action } from './records';
import type { Tenant } from './tenant';

/** Who calls with a token, and the action that the token was issued for. */
export type Bearer = { userId: string; claims: Claims; action: Action };

/** The Server API is for whoever holds the tenant's secret key. */
export function requireSecretKey(request: Request, { secretKey }: Tenant) {
  if (!isSameText(readBasic(request), `${secretKey}:`)) throw refuse('unauthorized');
}

/** The browser SDK sends the tenant id bare and URI-encoded, the documentation's curl as `id:`. */
export function requireTenantId(request: Request, { tenantId }: Tenant) {
  const sent = readBasic(request).replace(/:$/, '');
  if (!isSameText(sent, encodeURIComponent(tenantId))) throw refuse('unauthorized');
}

/** Inferred: the token of an action that was blocked is `forbidden`. */
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

/** A sign-in comes with the tenant id; proving oneself again, when signed in, with a token. */
export function requireTenantIdOrToken(request: Request, tenant: Tenant): Bearer | undefined {
  if (readAuthorization(request, 'Bearer')) return requireToken(request, tenant);
  requireTenantId(request, tenant);
}

export function requireScope({ claims }: Bearer, scope: string) {
  if (!claims.scope.split(' ').includes(scope)) {
    throw refuse('forbidden', `The token lacks the scope ${scope}.`);
  }
}

/** Documented (authenticator binding): the first passkey needs no scope, every further one does. */
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
