/**
 * Entries that all live equally long. Insertion order is then the order of expiry, so each `set`
 * sweeps the front and the map stays bounded without a timer.
 */
export class ExpiringMap<Value> {
  readonly #entries = new Map<string, { value: Value; expiresAt: number }>();

  constructor(
    private readonly lifetime: number,
    private readonly now: () => number,
    private readonly capacity = 100_000,
  ) {}

  /** Stores the value with a full lifetime before it, also where the key was in use. */
  set(key: string, value: Value) {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAt: this.now() + this.lifetime });
    this.#sweep();
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.expiresAt > this.now() ? entry.value : undefined;
  }

  delete(key: string) {
    this.#entries.delete(key);
  }

  deleteWhere(matches: (value: Value) => boolean) {
    for (const [key, { value }] of this.#entries) if (matches(value)) this.#entries.delete(key);
  }

  /** Those that live, in the order in which they were set. */
  values(): Value[] {
    const live = [...this.#entries.values()].filter(({ expiresAt }) => expiresAt > this.now());
    return live.map(({ value }) => value);
  }

  get size() {
    return this.#entries.size;
  }

  clear() {
    this.#entries.clear();
  }

  #sweep() {
    for (const [key, { expiresAt }] of this.#entries) {
      if (expiresAt > this.now() && this.#entries.size <= this.capacity) return;
      this.#entries.delete(key);
    }
  }
}
