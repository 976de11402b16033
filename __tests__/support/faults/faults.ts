import type { Socket } from 'node:net';

/** What becomes of a connection, whose way on is `server`. */
export type Fault = (client: Socket, server: Socket) => void;

/** Nothing is wrong, and `heard` is told what the client says. */
export const overhear =
  (heard: (words: string) => void): Fault =>
  (client, server) => {
    client.on('data', (chunk) => heard(chunk.toString('latin1')));
    client.pipe(server).pipe(client);
  };

/** Nobody listens. */
export const refuse: Fault = (client) => client.destroy();

/** Nobody answers, and nobody says so, not even when it is over. */
export const hang: Fault = (client) => client.resume();

export const close: Fault = (client) => client.destroy();
export const reset: Fault = (client) => client.resetAndDestroy();

/** Speaks out of turn, and goes on listening. */
export const say =
  (words: string | Buffer): Fault =>
  (client) =>
    client.resume().write(words);

/** Speaks out of turn, and hangs up. */
export const sayAndClose =
  (words: string | Buffer): Fault =>
  (client) =>
    client.resume().end(words);

/** Repeats itself without an end. */
export const repeat =
  (words: string): Fault =>
  (client) =>
    whileOpen(client.resume(), 20, () => client.write(words));

/** Lets everything through so much later, both ways. */
export const slow =
  (milliseconds: number): Fault =>
  (client, server) => {
    const later = (from: Socket, to: Socket) =>
      from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), milliseconds));
    later(client, server);
    later(server, client);
  };

/** Lets a byte of the answers through now and then. */
export const drip =
  (milliseconds: number): Fault =>
  (client, server) => {
    let waiting = Buffer.alloc(0);
    client.pipe(server);
    server.on('data', (chunk) => (waiting = Buffer.concat([waiting, chunk])));
    whileOpen(client, milliseconds, () => {
      client.write(waiting.subarray(0, 1));
      waiting = waiting.subarray(1);
    });
  };

/** Lets everything through until the client says `words`, and does `then` with the connection. */
export const when =
  (words: RegExp, then: Fault): Fault =>
  (client, server) => {
    server.pipe(client);
    client.on('data', (chunk: Buffer) => {
      if (!words.test(chunk.toString('latin1'))) return void server.write(chunk);
      server.unpipe(client);
      client.removeAllListeners('data');
      then(client, server);
    });
  };

/** Lets everything through but the `answer` to certain words, and does `then` instead. */
export const insteadOf =
  (answer: RegExp, words: RegExp, then: Fault): Fault =>
  (client, server) => {
    let asked = false;
    client.pipe(server);
    client.on('data', (chunk: Buffer) => (asked ||= words.test(chunk.toString('latin1'))));
    server.on('data', (chunk: Buffer) => {
      if (!asked || !answer.test(chunk.toString('latin1'))) return void client.write(chunk);
      client.unpipe(server);
      server.removeAllListeners('data');
      then(client, server);
    });
  };

function whileOpen(socket: Socket, milliseconds: number, act: () => void): void {
  const timer = setInterval(act, milliseconds);
  socket.once('close', () => clearInterval(timer));
}
