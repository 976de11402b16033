import { refuse } from '../http/errors';
import type { Call } from '../http/operation';
import type { Action } from '../store/records';
import type { Tenant } from '../tenant';
import { isSameText, type Claims } from './tokens';

/** The user and the action that a token was issued for. */
export type Bearer = { userId: string; claims: Claims; action: Action };

/** Checks a caller of the Server API. Throws a Refusal, as do the functions below. */
export function requireSecretKey(call: Call, { secretKey }: Tenant) {
  if (!isSameText(readBasic(call), `${secretKey}:`)) throw refuse('unauthorized');
}

/** The browser SDK sends the tenant id URI-encoded, and curl in the documentation sends `id:`. */
export function requireTenantId(call: Call, { tenantId }: Tenant) {
  const sent = readBasic(call).replace(/:$/, '');
  if (!isSameText(sent, encodeURIComponent(tenantId))) throw refuse('unauthorized');
}

/** A token of a blocked action is good for nothing. */
export function requireToken(call: Call, tenant: Tenant): Bearer {
  const token = readAuthorization(call, 'Bearer');
  if (!token) throw refuse('unauthorized');

  const claims = tenant.tokens.read(token);
  if (typeof claims === 'string') throw refuse(claims);

  const action = findActionOf(claims, tenant);
  if (!action) throw refuse('invalid_token');
  if (action.state === 'BLOCK') throw refuse('forbidden', 'The action is blocked.');
  return { userId: claims.sub, claims, action };
}

/** The action of a token. There is none for a token of a user who was deleted, although actions may be kept. */
export function findActionOf({ sub: userId, other }: Claims, { store }: Tenant) {
  return store.findUser(userId) && store.findAction({ userId, ...other });
}

/** A sign-in sends the tenant id. Re-authentication of a signed-in user sends a token. */
export function requireTenantIdOrToken(call: Call, tenant: Tenant): Bearer | undefined {
  if (readAuthorization(call, 'Bearer')) return requireToken(call, tenant);
  requireTenantId(call, tenant);
}

export function requireScope({ claims }: Bearer, scope: string) {
  if (!claims.scope.split(' ').includes(scope)) {
    throw refuse('forbidden', `The token lacks the scope ${scope}.`);
  }
}

/** Documented (authenticator binding): a user needs no scope for the first authenticator, but for all others. */
export function requireEnrollmentRight(bearer: Bearer, { store }: Tenant) {
  if (store.listAuthenticators(bearer.userId).length > 0)
    requireScope(bearer, 'add:authenticators');
}

function readBasic(call: Call) {
  return Buffer.from(readAuthorization(call, 'Basic') ?? '', 'base64').toString();
}

function readAuthorization({ headers }: Call, scheme: 'Basic' | 'Bearer') {
  const [sentScheme, value] = (headers.get('authorization') ?? '').split(' ');
  return sentScheme === scheme ? value : undefined;
}
