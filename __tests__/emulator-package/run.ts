import { Installation } from './installation';
import { examplesRun, listens, typesAreStrict } from './trials';

/** Installed, with what it depends on. */
const MAX_MB = 25;

/**
 * `npm run test:emulator`: packs the emulator as it stands, installs it into an empty folder, and uses it there
 * as another project would. It needs npm's registry, and leaves nothing behind.
 */
async function main(): Promise<number> {
  const installation = new Installation();
  const failures: string[] = [];
  const trials: [string, () => Promise<string>][] = [
    ['is packed and installed by itself', () => installation.install(MAX_MB)],
    ['the command answers both SDKs, and keeps its data', () => listens(installation)],
    ['its types are strict', () => typesAreStrict(installation)],
    ['its examples run', () => examplesRun(installation)],
  ];
  try {
    for (const [fact, trial] of trials) {
      try {
        console.log(`✓ ${fact}: ${await trial()}`);
      } catch (error) {
        failures.push(fact);
        console.log(`✕ ${fact}`, error);
      }
    }
  } finally {
    installation.remove();
  }
  console.log(`emulator: ${trials.length - failures.length} passed, ${failures.length} failed`);
  return failures.length > 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
