import { setFlagsFromString } from 'node:v8';

/**
 * No WebAssembly runs so often that it is compiled again, better. The databases of tests live for
 * seconds: to optimise PGlite for each of them takes as much processor time as all that it is asked.
 */
setFlagsFromString('--wasm-tiering-budget=1000000000');
