import { setFlagsFromString } from 'node:v8';

/**
 * WebAssembly is compiled simply, once. The databases of tests live for seconds: optimising PGlite and
 * Prisma's query compiler for each of them takes as much processor time as all that is asked of them.
 */
setFlagsFromString('--liftoff-only');
