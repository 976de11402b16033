import { spawn, type SpawnOptions } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface NextProcess {
  pid: number | undefined;
  /** Resolves to the exit code; null where a signal has ended it. */
  ended: Promise<number | null>;
  /** Everything that it has printed. */
  output(): string;
  /** Sends a signal, and resolves when the process has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  close(): Promise<void>;
}

/** After how many milliseconds a process that does not end is made to. */
const PATIENCE_MS = 12_000;

/** Runs the Next.js of the app in `cwd`. */
export function startNext(
  command: string,
  port: string,
  env: NodeJS.ProcessEnv,
  cwd = process.cwd(),
) {
  // Not `require.resolve` with `paths`: a script that jiti runs gets this project's own Next.js from it.
  const next = createRequire(join(cwd, 'package.json')).resolve('next/dist/bin/next');
  return startServer([next, command, '--hostname', 'localhost', '--port', port], port, {
    env,
    cwd,
  });
}

/** Resolves once Next.js says that it is ready; throws its exit code and words where it ends before. */
export function startServer(
  args: string[],
  port: string,
  options: Pick<SpawnOptions, 'cwd' | 'env'>,
) {
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  // A test that fails may leave it behind.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  void ended.then(() => process.off('exit', kill));
  let output = '';

  const next: NextProcess = {
    pid: child.pid,
    ended,
    output: () => output,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
    async close() {
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await next.end('SIGTERM');
      clearTimeout(timer);
    },
  };

  return new Promise<NextProcess>((resolve, reject) => {
    let isReady = false;
    const read = (chunk: Buffer) => {
      output += chunk;
      if (isReady || !output.includes('Ready in')) return;
      isReady = true;
      // It says so before it has looked at the environment; when it answers, it has.
      void answers(port).then((does) => does && resolve(next));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`Exit code ${code}:\n${output}`)));
  });
}

async function answers(port: string): Promise<boolean> {
  return fetch(`http://localhost:${port}/signin`).then(
    () => true,
    () => false,
  );
}
