import { connect } from 'node:net';
import { once } from 'node:events';

import { z } from 'zod';

const RESPONSE = z.tuple([
  z.literal(1),
  z.number(),
  z.object({ error: z.string(), message: z.string() }).nullable(),
  z.unknown(),
]);

export interface Marionette {
  /** Resolves to the result of the command. Throws Firefox's message if the command fails. */
  send(command: string, parameters?: object): Promise<unknown>;
  close(): void;
}

/**
 * Speaks Firefox's own protocol for automation: JSON behind its length in bytes
 * (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
 */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  const messages = messagesOf(socket);
  await once(socket, 'connect');
  // Firefox speaks first, and names its protocol.
  await messages.next();
  let count = 0;

  async function exchange(command: string, parameters: object): Promise<unknown> {
    const message = JSON.stringify([0, (count += 1), command, parameters]);
    socket.write(`${Buffer.byteLength(message)}:${message}`);
    const { value, done } = await messages.next();
    if (done) throw new Error(`${command}: Firefox has ended.`);
    const [, , error, result] = RESPONSE.parse(value);
    if (error) throw new Error(`${command}: ${error.error}: ${error.message}`);
    return result;
  }

  // One command at a time, so that the next message answers it.
  let last: Promise<unknown> = Promise.resolve();
  return {
    send(command, parameters = {}) {
      const next = last.then(() => exchange(command, parameters));
      last = next.catch(() => undefined);
      return next;
    },
    close: () => void socket.destroy(),
  };
}

async function* messagesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<unknown, void> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of chunks) {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const start = bytes.indexOf(':') + 1;
      const end = start + Number(bytes.subarray(0, Math.max(start - 1, 0)));
      if (start === 0 || bytes.length < end) break;
      yield JSON.parse(bytes.toString('utf8', start, end));
      bytes = bytes.subarray(end);
    }
  }
}
