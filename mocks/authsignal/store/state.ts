import { ACTION_LIFETIME, CHALLENGE_LIFETIME } from '../inferred';
import type { Change } from './change';
import { ExpiringMap } from './expiring-map';
import type {
  Action,
  ActionKey,
  Authenticator,
  Ceremony,
  Passkey,
  Settings,
  User,
} from './records';

/** What is known of one user id. Actions may outlive their user. */
type Person = { user?: User; authenticators: readonly Authenticator[]; actions: Action[] };

const NOBODY: Person = { authenticators: [], actions: [] };
const DEFAULTS: Settings = { outcomes: {} };

/** A tenant's data in memory. Every change of it is a Change, so that a list of them makes it again. */
export class State {
  readonly #people = new Map<string, Person>();
  readonly #passkeys = new Map<string, Passkey>();
  readonly ceremonies: ExpiringMap<Ceremony>;
  settings = DEFAULTS;

  constructor(private readonly now: () => number) {
    this.ceremonies = new ExpiringMap(CHALLENGE_LIFETIME, now);
  }

  person(userId: string): Readonly<Person> {
    return this.#people.get(userId) ?? NOBODY;
  }

  /** All user ids, the oldest first. */
  userIds(): Iterable<string> {
    return this.#people.keys();
  }

  /** The user's actions that are not too old, in the order in which they were opened. */
  actions(userId: string): Action[] {
    return this.#unexpired(this.person(userId).actions);
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
        this.#putAction(change.value);
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
        for (const map of [this.#people, this.#passkeys, this.ceremonies]) map.clear();
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
      for (const value of this.#unexpired(actions)) yield { type: 'action', value };
    }
  }

  #edit(userId: string): Person {
    const person = this.#people.get(userId) ?? { authenticators: [], actions: [] };
    this.#people.set(userId, person);
    return person;
  }

  #removeUser(userId: string, actionsToo: boolean) {
    const { authenticators, actions } = this.person(userId);
    for (const each of authenticators) this.#forgetCredential(each);
    if (actionsToo || actions.length === 0) this.#people.delete(userId);
    else this.#people.set(userId, { authenticators: [], actions });
  }

  /** The one with the same id is replaced in its place. */
  #putAuthenticator(authenticator: Authenticator) {
    const person = this.#edit(authenticator.userId);
    const { userAuthenticatorId: id } = authenticator;
    const isKnown = person.authenticators.some((each) => each.userAuthenticatorId === id);
    person.authenticators = isKnown
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

  #putAction(action: Action) {
    const person = this.#edit(action.userId);
    const position = person.actions.findIndex((each) => isSameAction(each, action));
    if (position >= 0) person.actions[position] = action;
    else person.actions = [...this.#unexpired(person.actions), action];
  }

  #unexpired(actions: Action[]): Action[] {
    const since = this.now() - ACTION_LIFETIME;
    const first = actions.findIndex(({ createdAt }) => Date.parse(createdAt) > since);
    return first < 0 ? [] : actions.slice(first);
  }
}

export const isSameAction = (one: ActionKey, other: ActionKey): boolean =>
  one.idempotencyKey === other.idempotencyKey &&
  one.actionCode === other.actionCode &&
  one.userId === other.userId;
