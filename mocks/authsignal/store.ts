import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { openJsonFile, type JsonFile } from '../json-file';
import { passkeySchema, userSchema, type Passkey, type User } from './records';

const stateSchema = z.object({ users: z.array(userSchema), passkeys: z.array(passkeySchema) });

/** The users of a tenant and their passkeys. With a `path`, they are saved to that file. */
export class Store {
  readonly #users = new Map<string, User>();
  readonly #passkeys = new Map<string, Passkey>();
  readonly #passkeysByUser = new Map<string, Passkey[]>();
  readonly #file?: JsonFile<z.infer<typeof stateSchema>>;

  constructor(path?: string) {
    if (!path) return;

    this.#file = openJsonFile(path, stateSchema);
    const state = this.#file.read();
    for (const user of state?.users ?? []) this.#users.set(user.userId, user);
    for (const passkey of state?.passkeys ?? []) this.#index(passkey);
  }

  findUser(userId: string) {
    return this.#users.get(userId);
  }

  /** Creates or changes a user. Inferred: the first call that names a user creates it. */
  saveUser(userId: string, attributes: Partial<User>): User {
    const known = this.#users.get(userId) ?? { handle: randomBytes(32).toString('base64url') };
    const user = { ...known, ...attributes, userId };
    this.#users.set(userId, user);
    this.#save();
    return user;
  }

  deleteUser(userId: string) {
    for (const { credentialId } of this.listPasskeys(userId)) this.#passkeys.delete(credentialId);
    this.#passkeysByUser.delete(userId);
    this.#users.delete(userId);
    this.#save();
  }

  findPasskey(credentialId: string) {
    return this.#passkeys.get(credentialId);
  }

  listPasskeys(userId: string): readonly Passkey[] {
    return this.#passkeysByUser.get(userId) ?? [];
  }

  /** Adds a passkey, or replaces the one with the same credential id. */
  savePasskey(passkey: Passkey) {
    this.#index(passkey);
    this.#save();
  }

  /** Returns the deleted passkey, or undefined if there was none. */
  deletePasskey(userId: string, userAuthenticatorId: string): Passkey | undefined {
    const passkeys = this.listPasskeys(userId);
    const passkey = passkeys.find((each) => each.userAuthenticatorId === userAuthenticatorId);
    if (!passkey) return undefined;

    this.#passkeys.delete(passkey.credentialId);
    this.#passkeysByUser.set(
      userId,
      passkeys.filter((each) => each !== passkey),
    );
    this.#save();
    return passkey;
  }

  clear() {
    for (const map of [this.#users, this.#passkeys, this.#passkeysByUser]) map.clear();
    this.#save();
  }

  /** Writes at once what is still waiting. */
  close() {
    this.#file?.close();
  }

  #index(passkey: Passkey) {
    const passkeys = this.listPasskeys(passkey.userId);
    const known = this.#passkeys.get(passkey.credentialId);

    this.#passkeys.set(passkey.credentialId, passkey);
    this.#passkeysByUser.set(
      passkey.userId,
      known ? passkeys.map((each) => (each === known ? passkey : each)) : [...passkeys, passkey],
    );
  }

  #save() {
    this.#file?.write(() => ({
      users: [...this.#users.values()],
      passkeys: [...this.#passkeys.values()],
    }));
  }
}
