import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { z } from 'zod';

import { codeOf } from './code-of';

/** What the name of a file ends in that was moved aside, and of one that is being written. */
export const UNREADABLE = '.unreadable';
export const NEW = '.new';

export type JsonFile<Value> = {
  /**
   * What the file holds, or undefined where there is none. One that does not hold this shape is moved
   * aside, for whoever wants to mend it: the next write would overwrite it.
   */
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
    await writeFile(path + NEW, text, { mode: 0o600 });
    await rename(path + NEW, path);
  }

  const flush = () => (writing = writing.catch(() => undefined).then(save));

  return {
    read() {
      const text = readText(path);
      if (text === undefined) return undefined;
      try {
        return schema.parse(JSON.parse(text));
      } catch {
        // One that was moved aside before is not to go for this one.
        const aside = `${path}.${Date.now()}${UNREADABLE}`;
        renameSync(path, aside);
        console.warn(`${path} is damaged. It is kept as ${aside}, and a new one begins.`);
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

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Error(`${path} cannot be read (${codeOf(error)}).`, { cause: error });
  }
}
