import type { QueryUsersResponse } from '@authsignal/node';
import { z } from 'zod';

import { requireSecretKey } from '../access/authorization';
import { describeEnrollment } from '../users/enrollment';
import { refuse } from '../http/errors';
import { USERS_PER_PAGE } from '../inferred';
import { operation } from '../http/operation';
import type { User } from '../store/records';
import type { Store } from '../store/store';
import type { Tenant } from '../tenant';
import type { Wire } from '../http/wire';

const FILTERS = ['username', 'email', 'phoneNumber'] as const;
const limitSchema = z.coerce.number().int().min(1);

/**
 * GET /users finds users by attributes, in pages, or the user of a token.
 * Source: docs.authsignal.com (query users), @authsignal/node (queryUsers) and the tests of Authsignal's Go SDK,
 * which say that one of the filters has to be given.
 */
export const queryUsers = operation('queryUsers', 'GET', '/users', (tenant, call) => {
  requireSecretKey(call, tenant);
  const { query } = call;
  const token = query.get('token');
  if (token) return findByToken(tenant, token);
  if (!FILTERS.some((name) => query.has(name))) {
    throw refuse('invalid_request', `One of ${FILTERS.join(', ')} or token is needed.`);
  }

  const isMatch = (user: User) =>
    FILTERS.every((name) => !query.has(name) || user[name] === query.get(name));
  const found = [...tenant.store.users()].filter(isMatch);
  const start = startOf(found, query.get('lastEvaluatedUserId'));
  const end = start + limitOf(query.get('limit'));
  const users = found.slice(start, end).map((user) => toUserJson(tenant.store, user));
  return { users, lastEvaluatedUserId: end < found.length ? users.at(-1)?.userId : undefined };
});

function startOf(found: User[], last: string | null) {
  if (!last) return 0;
  const position = found.findIndex(({ userId }) => userId === last);
  if (position < 0)
    throw refuse('invalid_request', 'lastEvaluatedUserId names nobody of this list.');
  return position + 1;
}

function limitOf(text: string | null) {
  const limit = limitSchema.safeParse(text ?? USERS_PER_PAGE);
  if (!limit.success) throw refuse('invalid_request', 'limit is no positive number.');
  return Math.min(limit.data, USERS_PER_PAGE);
}

function findByToken({ tokens, store }: Tenant, token: string) {
  const tokenPayload = tokens.read(token);
  if (typeof tokenPayload === 'string') throw refuse(tokenPayload);
  const user = store.findUser(tokenPayload.sub);
  return { users: user ? [toUserJson(store, user)] : [], tokenPayload };
}

function toUserJson(store: Store, user: User) {
  const { userId, email, phoneNumber, username, displayName } = user;
  const { isEnrolled, enrolledVerificationMethods } = describeEnrollment(store, userId);
  return {
    userId,
    email,
    emailVerified: user.emailVerified ?? false,
    phoneNumber,
    phoneNumberVerified: user.phoneNumberVerified ?? false,
    username,
    displayName,
    isEnrolled,
    enrolledVerificationMethods,
  } satisfies Wire<QueryUsersResponse['users'][0]> & Record<string, unknown>;
}
