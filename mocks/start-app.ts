import { spawn } from 'node:child_process';
import { join } from 'node:path';

const GRACE_PERIOD_MS = 5_000;
const POLL_INTERVAL_MS = 100;

/** Kills a process group when its standard input ends. */
const WATCHDOG = `process.stdin.resume().on('end', () => process.kill(-process.argv[1], 'SIGKILL'))`;

const DETACHED = join(__dirname, 'detached-buffers.cjs');

interface AppProcess {
  /** Resolves when the app answers requests. Before, it accepts connections, but may still exit. */
  ready: Promise<void>;
  /** Resolves to the exit code. */
  ended: Promise<number>;
  /** Ends the app: by SIGTERM, and after five seconds by SIGKILL. */
  stop(): Promise<void>;
}

/** Starts `next dev` in its own process group, so that all its child processes end with it. */
export function startApp(port: number, env: NodeJS.ProcessEnv): AppProcess {
  const args = [require.resolve('next/dist/bin/next'), 'dev', '--hostname', 'localhost'];
  const child = spawn(process.execPath, args, {
    env: {
      NEXT_TELEMETRY_DISABLED: '1',
      ...env,
      NODE_ENV: 'development',
      NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(DETACHED)}`,
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

  // If this process is killed, the system closes the pipe, and the watchdog ends the app.
  const watchdog = spawn(process.execPath, ['-e', WATCHDOG, String(child.pid)], {
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
    watchdog.kill();
  });

  return {
    ready: waitForAnswer(port, () => hasEnded),
    ended,
    async stop() {
      signalGroup('SIGTERM');
      const timer = setTimeout(() => signalGroup('SIGKILL'), GRACE_PERIOD_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function waitForAnswer(port: number, isOver: () => boolean): Promise<void> {
  while (!isOver() && !(await answers(port))) {
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}

const answers = (port: number) =>
  fetch(`http://localhost:${port}/icon.svg`).then(
    () => true,
    () => false,
  );
