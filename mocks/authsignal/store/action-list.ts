import { ACTION_LIFETIME } from '../inferred';
import type { Action, ActionKey } from './records';

/**
 * One user's actions, in the order in which they were opened, each as its JSON: with a million objects in place
 * of a million texts the garbage collector stops the process for half as long again.
 */
export class ActionList {
  #texts: string[] = [];

  constructor(private readonly now: () => number) {}

  /** Without those that are too old. */
  all(): Action[] {
    const since = this.now() - ACTION_LIFETIME;
    const young = this.#texts.map(parse).filter((action) => openedAt(action) > since);
    // A seed may add older ones.
    return young.sort((one, other) => openedAt(one) - openedAt(other));
  }

  find(key: ActionKey): Action | undefined {
    const text = this.#texts[this.#indexOf(key)];
    return text === undefined ? undefined : parse(text);
  }

  /** Adds an action, or replaces the one with the same key, and drops those that are too old. */
  put(action: Action) {
    const text = JSON.stringify(action);
    const index = this.#indexOf(action);
    if (index >= 0) this.#texts[index] = text;
    else this.#texts.push(text);
    this.#dropOld();
  }

  get isEmpty(): boolean {
    return this.#texts.length === 0;
  }

  #indexOf({ actionCode, idempotencyKey }: ActionKey): number {
    const key = JSON.stringify(idempotencyKey);
    return this.#texts.findLastIndex((text) => {
      if (!text.includes(key)) return false;
      const action = parse(text);
      return action.idempotencyKey === idempotencyKey && action.actionCode === actionCode;
    });
  }

  #dropOld() {
    const since = this.now() - ACTION_LIFETIME;
    const young = this.#texts.findIndex((text) => openedAt(parse(text)) > since);
    if (young > 0) this.#texts.splice(0, young);
  }
}

const parse = (text: string): Action => JSON.parse(text);
const openedAt = ({ createdAt }: Action): number => Date.parse(createdAt);
