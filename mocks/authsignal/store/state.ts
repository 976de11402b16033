import { CHALLENGE_LIFETIME } from '../inferred';
import { ActionList } from './action-list';
import type { Change } from './change';
import { ExpiringMap } from './expiring-map';
import type { Authenticator, Ceremony, Passkey, User } from './records';
import type { Settings } from './settings';

/** What is known of one user id. Actions may outlive their user. */
type Person = { user?: User; authenticators: readonly Authenticator[]; actions: ActionList };

const DEFAULTS: Settings = { outcomes: {}, rules: [] };

/** A tenant's data in memory. Every change of it is a Change, so that a list of them makes it again. */
export class State {
  readonly #people = new Map<string, Person>();
  readonly #passkeys = new Map<string, Passkey>();
  readonly ceremonies: ExpiringMap<Ceremony>;
  /** The codes of all actions, kept apart so that the portal need not read every action. */
  readonly actionCodes = new Set<string>();
  settings = DEFAULTS;

  constructor(private readonly now: () => number) {
    this.ceremonies = new ExpiringMap(CHALLENGE_LIFETIME, now);
  }

  person(userId: string): Readonly<Person> {
    return this.#people.get(userId) ?? this.#nobody();
  }

  /** All user ids, the oldest first. */
  userIds(): Iterable<string> {
    return this.#people.keys();
  }

  passkey(credentialId: string): Passkey | undefined {
    return this.#passkeys.get(credentialId);
  }

  apply(change: Change) {
    switch (change.type) {
      case 'user':
        this.#edit(change.value.userId).user = change.value;
        break;
      case 'user-removed':
        this.#removeUser(change.userId, change.actionsToo);
        break;
      case 'authenticator':
        this.#putAuthenticator(change.value);
        break;
      case 'authenticator-removed':
        this.#removeAuthenticator(change.userId, change.userAuthenticatorId);
        break;
      case 'action':
        this.#edit(change.value.userId).actions.put(change.value);
        this.actionCodes.add(change.value.actionCode);
        break;
      case 'ceremony':
        this.ceremonies.set(change.value.challengeId, change.value, change.value.openedAt);
        break;
      case 'ceremony-ended':
        this.ceremonies.delete(change.challengeId);
        break;
      case 'settings':
        this.settings = change.value;
        break;
      case 'cleared':
        for (const each of [this.#people, this.#passkeys, this.ceremonies, this.actionCodes]) {
          each.clear();
        }
        this.settings = DEFAULTS;
    }
  }

  /** The changes that make this state from nothing, while it may go on changing: see Journal. */
  *snapshot(): Generator<Change> {
    yield { type: 'settings', value: this.settings };
    for (const value of this.ceremonies.values()) yield { type: 'ceremony', value };
    for (const { user, authenticators, actions } of this.#people.values()) {
      if (user) yield { type: 'user', value: user };
      for (const value of authenticators) yield { type: 'authenticator', value };
      for (const value of actions.all()) yield { type: 'action', value };
    }
  }

  #edit(userId: string): Person {
    const person = this.#people.get(userId) ?? this.#nobody();
    this.#people.set(userId, person);
    return person;
  }

  #removeUser(userId: string, actionsToo: boolean) {
    const { authenticators, actions } = this.person(userId);
    for (const each of authenticators) this.#forgetCredential(each);
    if (actionsToo || actions.isEmpty) this.#people.delete(userId);
    else this.#people.set(userId, { authenticators: [], actions });
  }

  /** The one with the same id is replaced in its place. */
  #putAuthenticator(authenticator: Authenticator) {
    const person = this.#edit(authenticator.userId);
    const { userAuthenticatorId: id } = authenticator;
    const known = person.authenticators.find((each) => each.userAuthenticatorId === id);
    if (known) this.#forgetCredential(known);
    person.authenticators = known
      ? person.authenticators.map((each) =>
          each.userAuthenticatorId === id ? authenticator : each,
        )
      : [...person.authenticators, authenticator];
    if (authenticator.verificationMethod === 'PASSKEY') {
      this.#passkeys.set(authenticator.credentialId, authenticator);
    }
  }

  #removeAuthenticator(userId: string, id: string) {
    const person = this.#edit(userId);
    const removed = person.authenticators.find((each) => each.userAuthenticatorId === id);
    person.authenticators = person.authenticators.filter((each) => each !== removed);
    if (removed) this.#forgetCredential(removed);
  }

  #forgetCredential(authenticator: Authenticator) {
    if (authenticator.verificationMethod === 'PASSKEY') {
      this.#passkeys.delete(authenticator.credentialId);
    }
  }

  #nobody(): Person {
    return { authenticators: [], actions: new ActionList(this.now) };
  }
}
