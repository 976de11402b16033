/**
 * A map whose entries expire, all after the same time (in ms). Each `set` removes expired entries. This
 * needs no timer, because entries expire in the order of insertion.
 */
export class ExpiringMap<Value> {
  readonly #entries = new Map<string, { value: Value; expiresAt: number }>();

  constructor(
    private readonly lifetime: number,
    private readonly now: () => number,
    private readonly capacity = 100_000,
  ) {}

  /** Stores the value. Its lifetime starts now, or has started at `since`, even if the key was in use. */
  set(key: string, value: Value, since = this.now()) {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAt: since + this.lifetime });
    this.#removeExpired();
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.expiresAt > this.now() ? entry.value : undefined;
  }

  delete(key: string) {
    this.#entries.delete(key);
  }

  /** Returns the values that have not expired, in the order in which they were set. */
  values(): Value[] {
    const active = [...this.#entries.values()].filter(({ expiresAt }) => expiresAt > this.now());
    return active.map(({ value }) => value);
  }

  get size() {
    return this.#entries.size;
  }

  clear() {
    this.#entries.clear();
  }

  #removeExpired() {
    for (const [key, { expiresAt }] of this.#entries) {
      if (expiresAt > this.now() && this.#entries.size <= this.capacity) return;
      this.#entries.delete(key);
    }
  }
}
