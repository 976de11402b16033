import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { z } from 'zod';

/** The ending of a file's name while it is being written. */
export const UNFINISHED = '.new';

const DELAY_MS = 200;

export type JsonFile<Value> = {
  /** Returns undefined if there is no file, or if its content does not fit the schema. */
  read(): Value | undefined;
  /** Writes the value after 200 ms. Further calls in that time cause no further write. */
  write(value: () => Value): void;
  /** Writes at once what is still waiting. */
  close(): void;
};

/** A small state kept as JSON. The file is never half written, because writing ends in a rename. */
export function openJsonFile<Value>(path: string, schema: z.ZodType<Value>): JsonFile<Value> {
  let waiting: (() => Value) | undefined;
  let timer: NodeJS.Timeout | undefined;

  function save() {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path + UNFINISHED, JSON.stringify(waiting()), { mode: 0o600 });
    renameSync(path + UNFINISHED, path);
    waiting = undefined;
  }

  return {
    read() {
      if (!existsSync(path)) return undefined;
      const text = readFileSync(path, 'utf8');
      try {
        return schema.parse(JSON.parse(text));
      } catch {
        console.warn(`${path} is damaged. A new file will replace it.`);
        return undefined;
      }
    },

    write(value) {
      waiting = value;
      timer ??= setTimeout(save, DELAY_MS).unref();
    },

    close: save,
  };
}
