/**
 * A flag of V8: no WebAssembly runs so often that it is compiled again, better. The databases of tests
 * live for seconds: to optimise PGlite for each of them takes as much processor time as all that it is
 * asked.
 */
export const QUICK_WASM = '--wasm-tiering-budget=1000000000';
