import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

import { createEmulator } from '../mocks/authsignal/emulator';

/**
 * The emulator with the file that the first argument names. Says where it listens and what loading took, then for each line
 * of its standard input the longest stall since the last one. It ends with its standard input.
 */
async function main(): Promise<void> {
  const [, , file = ''] = process.argv;
  const begun = performance.now();
  const emulator = createEmulator({ secretKey: 'key-of-the-benchmark', file });
  const { apiUrl } = await emulator.listen({ port: 0 });
  console.log(JSON.stringify({ apiUrl, loadMs: performance.now() - begun }));

  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for await (const _ of createInterface(process.stdin)) {
    console.log(
      JSON.stringify({ stallMs: delay.max / 1e6, rssMb: process.memoryUsage.rss() / 1e6 }),
    );
    delay.reset();
  }
  process.exit();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
