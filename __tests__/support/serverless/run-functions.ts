import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

import { freePort } from '../processes/free-port';
import { type NextProcess, startNext } from '../processes/next-process';

/** What a platform serves itself, from files. */
const FILE = /^\/(_next\/static\/|icon\.svg)/;
/** So many processes wait, started, for a request. */
const READY = 4;
/** So many lie frozen, with all that they held, before the oldest is gone for good. */
const FROZEN = 3;

type Instance = NextProcess & { port: string };

/**
 * Serves a build as a serverless host does that is as strict as can be: each request has a process of its own, which
 * is stopped in the moment in which the answer is complete, and never goes on.
 */
export async function runFunctions(folder: string, port: string, env: NodeJS.ProcessEnv) {
  const all = new Set<Instance>();
  const frozen: Instance[] = [];
  const outputs: string[] = [];

  const start = async (): Promise<Instance> => {
    const ownPort = String(await freePort());
    const instance = { ...(await startNext('start', ownPort, env, folder)), port: ownPort };
    all.add(instance);
    return instance;
  };
  const files = await start();
  const ready = Array.from({ length: READY }, start);
  const take = () => {
    ready.push(start());
    return ready.shift() ?? start();
  };
  const destroy = async (instance: Instance) => {
    outputs.push(instance.output());
    all.delete(instance);
    await instance.end('SIGKILL');
  };
  const freeze = async (instance: Instance) => {
    process.kill(instance.pid ?? 0, 'SIGSTOP');
    frozen.push(instance);
    const oldest = frozen.length > FROZEN ? frozen.shift() : undefined;
    if (oldest) await destroy(oldest);
  };

  const server = createServer(async (req, res) => {
    const isFile = FILE.test(req.url ?? '');
    const instance = isFile ? files : await take();
    // The browser may have gone on to another page.
    await forward(req, res, instance.port).catch(() => res.destroy());
    if (!isFile) await freeze(instance);
  }).listen(Number(port), 'localhost');
  await once(server, 'listening');

  let end = () => {};
  const ended = new Promise<null>((resolve) => (end = () => resolve(null)));
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await Promise.all(ready);
    await Promise.all([...all].map(destroy));
    end();
  };
  const output = () => [...outputs, ...[...all].map((each) => each.output())].join('');
  return { pid: undefined, ended, output, end: close, close } satisfies NextProcess;
}

/** Resolves in the moment in which the answer is complete. */
async function forward(req: IncomingMessage, res: ServerResponse, port: string): Promise<void> {
  const { method, url: path, headers } = req;
  const onward = request({ host: 'localhost', port, method, path, headers, agent: false });
  req.pipe(onward);
  const [answer]: IncomingMessage[] = await once(onward, 'response');
  if (!answer) return;
  res.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  res.end(Buffer.concat(chunks));
}
