import { spawn } from 'node:child_process';

const GRACE_MS = 5_000;
const LOOK_EVERY_MS = 100;

/** Kills a process group when its own standard input ends. */
const KEEPER = `process.stdin.resume().on('end', () => process.kill(-process.argv[1], 'SIGKILL'))`;

interface AppProcess {
  /** Resolves when the app answers: it takes connections before it has looked at its environment. */
  ready: Promise<void>;
  /** Resolves to the exit code when the app has ended, whoever ended it. */
  ended: Promise<number>;
  /** Asks the app to end, and makes it end after five seconds. */
  stop(): Promise<void>;
}

/** Starts `next dev` in a process group of its own, so that nothing of it can be left behind. */
export function startApp(port: number, env: NodeJS.ProcessEnv): AppProcess {
  const args = [require.resolve('next/dist/bin/next'), 'dev', '--hostname', 'localhost'];
  const child = spawn(process.execPath, args, {
    env: {
      NEXT_TELEMETRY_DISABLED: '1',
      ...env,
      NODE_ENV: 'development',
      PORT: String(port),
    },
    stdio: 'inherit',
    detached: true,
  });

  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // The group has ended already.
    }
  };

  // Where this process is killed, nobody closes the pipe but the system: the app must not stay behind.
  const keeper = spawn(process.execPath, ['-e', KEEPER, String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });

  let hasEnded = false;
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  }).finally(() => {
    hasEnded = true;
    signalGroup('SIGKILL');
    keeper.kill();
  });

  return {
    ready: untilAnswering(port, () => hasEnded),
    ended,
    async stop() {
      signalGroup('SIGTERM');
      const timer = setTimeout(() => signalGroup('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function untilAnswering(port: number, isOver: () => boolean): Promise<void> {
  while (!isOver() && !(await answers(port))) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const answers = (port: number) =>
  fetch(`http://localhost:${port}/icon.svg`).then(
    () => true,
    () => false,
  );
