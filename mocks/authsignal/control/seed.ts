import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { isPublicKey } from '../users/enroll-verified';
import type { Seed } from '../index';
import { UNKNOWN_AAGUID } from '../inferred';
import { actionSchema, contactSchema, passkeySchema, userSchema } from '../store/records';
import { outcomesSchema, rulesSchema } from '../store/settings';
import type { Store } from '../store/store';
import type { Tenant } from '../tenant';
import { InputError, parseInput } from './parse-input';

const id = z.string().min(1);
const time = z.iso.datetime({ offset: true });
const base64url = z.base64url().min(1);

const userSeed = z.strictObject({ ...userSchema.shape, userId: id, handle: base64url.optional() });

const identity = { userId: id, userAuthenticatorId: id.optional(), createdAt: time.optional() };

const passkeySeed = z.strictObject({
  ...passkeySchema.shape,
  ...identity,
  credentialId: base64url,
  publicKey: base64url.refine(isPublicKey, 'It is no COSE key in base64url'),
  counter: z.int().min(0).default(0),
  transports: passkeySchema.shape.transports.default([]),
  aaguid: z.guid().default(UNKNOWN_AAGUID),
  lastVerifiedAt: time.optional(),
  deviceId: id.optional(),
  userAgent: z.string().default(''),
});

const contactSeed = z.strictObject({ ...contactSchema.shape, ...identity });

const actionSeed = z.strictObject({
  ...actionSchema.shape,
  userId: id,
  actionCode: id,
  idempotencyKey: id.optional(),
  createdAt: time.optional(),
  stateUpdatedAt: time.optional(),
});

const seedSchema = z.strictObject({
  users: z.array(userSeed).default([]),
  authenticators: z
    .array(z.discriminatedUnion('verificationMethod', [passkeySeed, contactSeed]))
    .default([]),
  actions: z.array(actionSeed).default([]),
  outcomes: outcomesSchema.optional(),
  rules: rulesSchema.optional(),
});

/** Adds all of a seed, or throws an InputError and adds nothing. */
export function plantSeed({ store, now }: Tenant, input: Seed) {
  const seed = parseInput(seedSchema, input satisfies z.input<typeof seedSchema>, 'seed');
  requireOwners(store, seed);

  const time = new Date(now()).toISOString();
  for (const { userId, ...attributes } of seed.users) store.saveUser(userId, attributes);
  const withHandle = new Set(seed.users.flatMap(({ userId, handle }) => (handle ? userId : [])));
  for (const each of seed.authenticators) {
    const { createdAt = time } = each;
    if (each.verificationMethod !== 'PASSKEY') {
      const { userAuthenticatorId = randomUUID() } = each;
      store.saveAuthenticator({ ...each, userAuthenticatorId, createdAt });
      continue;
    }
    const known = store.findPasskey(each.credentialId);
    const { userAuthenticatorId = known?.userAuthenticatorId ?? randomUUID() } = each;
    const { deviceId = known?.deviceId ?? randomUUID() } = each;
    const added = { userAuthenticatorId, createdAt };
    const isForeign = each.isForeign ?? (!withHandle.has(each.userId) || undefined);
    store.saveAuthenticator({ ...each, ...added, deviceId, isForeign });
  }
  const actions = seed.actions.map(({ createdAt = time, ...rest }) => ({ ...rest, createdAt }));
  // The store takes them in the order in which they were opened.
  for (const each of actions.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))) {
    const { idempotencyKey = randomUUID(), stateUpdatedAt = each.createdAt } = each;
    store.saveAction({ ...each, idempotencyKey, stateUpdatedAt });
  }
  const { outcomes = store.settings.outcomes, rules = store.settings.rules } = seed;
  store.saveSettings({ outcomes, rules });
}

/** All of the store, as a seed: a copy, which the caller may change. */
export function harvest(store: Store): Required<Seed> {
  const ids = [...store.userIds()];
  const { outcomes, rules } = store.settings;
  return structuredClone({
    users: [...store.users()],
    authenticators: ids.flatMap((userId) => store.listAuthenticators(userId)),
    actions: ids.flatMap((userId) => store.listActions(userId)),
    outcomes,
    rules,
  });
}

/** An authenticator belongs to one user, who is there. */
function requireOwners(store: Store, { users, authenticators }: z.output<typeof seedSchema>) {
  const seeded = new Set(users.map(({ userId }) => userId));
  const owners = new Map<string, string>();
  for (const [index, each] of authenticators.entries()) {
    const { userId } = each;
    if (!seeded.has(userId) && !store.findUser(userId)) {
      throw new InputError(`authenticators.${index}.userId: There is no user "${userId}".`);
    }
    if (each.verificationMethod !== 'PASSKEY') continue;
    const { credentialId } = each;
    const owner = owners.get(credentialId) ?? store.findPasskey(credentialId)?.userId ?? userId;
    if (owner !== userId) {
      throw new InputError(`authenticators.${index}.credentialId: It is a passkey of "${owner}".`);
    }
    owners.set(credentialId, userId);
  }
}
