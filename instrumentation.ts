import { env } from './utils/env.server';

/** Next.js calls this once, before the first request: a bad environment stops the process here. */
export function register() {
  try {
    env();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`);
    process.exit(1);
  }
}
