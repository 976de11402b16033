import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import type { Change } from './change';
import { Journal } from './journal';
import type { Action, ActionKey, Authenticator, Ceremony, Passkey, User } from './records';
import type { Settings } from './settings';
import { State } from './state';

/** A tenant's users, authenticators, actions, open ceremonies and settings. With a `file`, it survives the process. */
export class Store {
  readonly #state: State;
  readonly #journal?: Journal;

  constructor(now: () => number, file?: string) {
    this.#state = new State(now);
    if (!file) return;
    this.#journal = new Journal(file, () => this.#state.snapshot());
    this.#journal.replay((change) => this.#state.apply(change));
  }

  findUser(userId: string): User | undefined {
    return this.#state.person(userId).user;
  }

  /** All users, the oldest first. */
  *users(): Generator<User> {
    for (const userId of this.#state.userIds()) {
      const user = this.findUser(userId);
      if (user) yield user;
    }
  }

  /** The ids of all users, and of deleted ones with actions, the oldest first. */
  userIds(): Iterable<string> {
    return this.#state.userIds();
  }

  /** Creates or changes a user. */
  saveUser(userId: string, attributes: Partial<User>): User {
    const known = this.findUser(userId);
    const handle = attributes.handle ?? known?.handle ?? newHandle();
    const user = { ...known, ...attributes, userId, handle };
    // Each action names its user, mostly with nothing new.
    if (!isDeepStrictEqual(user, known)) this.#change({ type: 'user', value: user });
    return user;
  }

  /** Removes a user with all authenticators. */
  deleteUser(userId: string, actionsToo: boolean) {
    this.#change({ type: 'user-removed', userId, actionsToo });
  }

  listAuthenticators(userId: string): readonly Authenticator[] {
    return this.#state.person(userId).authenticators;
  }

  listPasskeys(userId: string): Passkey[] {
    return this.listAuthenticators(userId).filter((each) => each.verificationMethod === 'PASSKEY');
  }

  findPasskey(credentialId: string): Passkey | undefined {
    return this.#state.passkey(credentialId);
  }

  /** Adds an authenticator, or replaces the one with the same id. */
  saveAuthenticator(value: Authenticator) {
    this.#change({ type: 'authenticator', value });
  }

  /** Returns the deleted authenticator, or undefined if there was none. */
  deleteAuthenticator(userId: string, userAuthenticatorId: string): Authenticator | undefined {
    const deleted = this.listAuthenticators(userId).find(
      (each) => each.userAuthenticatorId === userAuthenticatorId,
    );
    if (deleted) this.#change({ type: 'authenticator-removed', userId, userAuthenticatorId });
    return deleted;
  }

  /** The user's actions of the last 30 days, the oldest first. */
  listActions(userId: string): readonly Action[] {
    return this.#state.person(userId).actions.all();
  }

  /** The codes of all actions that were opened, also of those that are too old since. */
  actionCodes(): Iterable<string> {
    return this.#state.actionCodes;
  }

  findAction(key: ActionKey): Action | undefined {
    return this.#state.person(key.userId).actions.find(key);
  }

  /** Adds an action, or replaces the one with the same key. */
  saveAction(value: Action) {
    this.#change({ type: 'action', value });
  }

  findCeremony(challengeId: string): Ceremony | undefined {
    return this.#state.ceremonies.get(challengeId);
  }

  saveCeremony(value: Ceremony) {
    this.#change({ type: 'ceremony', value });
  }

  endCeremony(challengeId: string) {
    this.#change({ type: 'ceremony-ended', challengeId });
  }

  get settings(): Settings {
    return this.#state.settings;
  }

  saveSettings(changes: Partial<Settings>) {
    this.#change({ type: 'settings', value: { ...this.settings, ...changes } });
  }

  clear() {
    this.#change({ type: 'cleared' });
  }

  close() {
    this.#journal?.close();
  }

  /** Written before it is answered, so that a process that is killed has lost nothing it has answered. */
  #change(change: Change) {
    this.#journal?.append(change);
    this.#state.apply(change);
  }
}

/** Base64url of text, because Authsignal's iOS SDK sends the handle that a browser has stored as text. */
const newHandle = () => Buffer.from(randomBytes(32).toString('base64url')).toString('base64url');
