import { PGlite } from '@electric-sql/pglite';

/** Parse, Bind, Describe, Execute, Close, Flush: the query continues until Sync. */
const CONTINUING_MESSAGES = new Set(Array.from('PBDECH', (letter) => letter.charCodeAt(0)));

/**
 * Treats each unfinished query as a transaction. PGlite has one session for all connections, and its
 * socket server separates them only during a transaction. Without this, a connection could run the
 * statement of another one (https://github.com/electric-sql/pglite/issues/1046).
 */
export class SharedSession extends PGlite {
  #unfinished = false;

  override isInTransaction(): boolean {
    return !this.closed && (this.#unfinished || super.isInTransaction());
  }

  override async execProtocolRawStream(
    ...[message, options]: Parameters<PGlite['execProtocolRawStream']>
  ): Promise<void> {
    await super.execProtocolRawStream(message, options);
    this.#unfinished = CONTINUING_MESSAGES.has(message[0] ?? 0);
  }
}
