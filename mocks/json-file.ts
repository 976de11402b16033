import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { z } from 'zod';

export type JsonFile<Value> = {
  /** What the file holds, or undefined where there is no file or not one of this shape. */
  read(): Value | undefined;
  /** Has the value written soon. Writes that follow each other closely become one. */
  write(value: () => Value): void;
  /** Writes what still waits. */
  close(): Promise<void>;
};

const PAUSE = 200;

/** A small state kept as JSON. A reader never sees half a file: writing ends in a rename. */
export function openJsonFile<Value>(path: string, schema: z.ZodType<Value>): JsonFile<Value> {
  let waiting: (() => Value) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  async function save() {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;

    const text = JSON.stringify(waiting());
    waiting = undefined;
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  const flush = () => (writing = writing.catch(() => undefined).then(save));

  return {
    read() {
      try {
        return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
      } catch {
        return undefined;
      }
    },

    write(value) {
      mkdirSync(dirname(path), { recursive: true });
      waiting = value;
      timer ??= setTimeout(() => flush().catch(console.error), PAUSE).unref();
    },

    close: flush,
  };
}
