const CAPACITY = 200;

/** The last 200 items. */
export class LastItems<Item> {
  #items: Item[] = [];

  add(item: Item) {
    this.#items.push(item);
    if (this.#items.length > CAPACITY) this.#items.shift();
  }

  find(isWanted: (item: Item) => boolean): Item | undefined {
    return this.#items.find(isWanted);
  }

  /** The newest first. */
  list(): Item[] {
    return this.#items.toReversed();
  }

  clear() {
    this.#items = [];
  }
}
