import { connect } from 'node:net';

export interface RawAnswer {
  /** 0 where the server hung up without a word. */
  status: number;
  headers: [name: string, value: string][];
  body: string;
}

/**
 * Sends bytes that need not be HTTP, and reads what comes back until the server hangs up. Throws where
 * it does neither answer nor hang up in time.
 */
export function sendRaw(
  origin: string,
  { bytes, isComplete }: { bytes: Buffer; isComplete: boolean },
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    const tooLate = setTimeout(() => socket.destroy(new Error('No answer in time.')), 15_000);
    // Who promises more than they send and waits would wait for long: they hang up.
    const hangUp = isComplete ? undefined : setTimeout(() => socket.end(), 100);

    socket
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('error', (error: NodeJS.ErrnoException) => {
        // A server that has refused what it was sent need not read the rest of it.
        if (!['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) reject(error);
      })
      .once('close', () => {
        clearTimeout(tooLate);
        clearTimeout(hangUp);
        resolve(parse(Buffer.concat(chunks).toString('latin1')));
      })
      .write(bytes);
  });
}

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.replace(/^HTTP\/1\.1 1\d\d .*\r\n\r\n/, '').split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0),
    headers: lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()];
    }),
    body: rest.join('\r\n\r\n'),
  };
}
