import { PGlite } from '@electric-sql/pglite';

/** Parse, Bind, Describe, Execute, Close, Flush: a query goes on until Sync. */
const UNFINISHED = new Set(Array.from('PBDECH', (letter) => letter.charCodeAt(0)));

/**
 * PGlite has one session for all connections, and its socket server keeps them apart during a
 * transaction only: of two that wait for its end, one would run the other's statement
 * (https://github.com/electric-sql/pglite/issues/1046). So a query counts as one as well.
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
    this.#unfinished = UNFINISHED.has(message[0] ?? 0);
  }
}
