import pino, { type LoggerOptions } from 'pino/pino.js';

/** What the app has logged in this test file, line by line. */
export const logLines: string[] = [];

const captured = (options: LoggerOptions) =>
  pino(options, { write: (line: string) => void logLines.push(line) });

export default Object.assign(captured, { stdTimeFunctions: pino.stdTimeFunctions });
