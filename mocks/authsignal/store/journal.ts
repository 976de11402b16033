import {
  appendFileSync,
  close,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  renameSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

import { type Change, changeSchema } from './change';
import { readLines } from './read-lines';

/** The file is rewritten when it has this many lines more than twice those that count. */
const SPARE_LINES = 1_000;

/** How much of a rewriting is done at once, so that requests need not wait for it. */
const LINES_AT_ONCE = 500;

/** The ending of a file's name while it is being rewritten. */
const UNFINISHED = '.new';

/** The ending of the copy of a damaged file. */
const DAMAGED = '.damaged';

/** The line break comes first, so that it ends the half line of a write that has failed. */
const toLine = (change: Change) => `\n${JSON.stringify(change)}`;

/** A file of changes, one JSON a line, each appended at once. When most are outdated, it is rewritten. */
export class Journal {
  #file: number;
  #lines = 0;
  #limit = SPARE_LINES;
  /** The lines since a rewriting began, if one is under way. */
  #meanwhile?: string[];
  #isClosed = false;

  /** `snapshot` makes the changes that lead to the present state. */
  constructor(
    private readonly path: string,
    private readonly snapshot: () => Iterable<Change>,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, 'a+', 0o600);
  }

  /** Gives all changes of the file to `apply`. Lines that cannot be read are left out, with a warning. */
  replay(apply: (change: Change) => void) {
    let damaged = 0;
    for (const line of readLines(this.#file)) {
      if (!line) continue;
      this.#lines++;
      const change = parse(line);
      if (change) apply(change);
      else damaged++;
    }
    let valid = 0;
    for (const _ of this.snapshot()) valid++;
    this.#limit = SPARE_LINES + 2 * valid;

    if (damaged === 0) return;
    const copy = `${this.path}${DAMAGED}`;
    copyFileSync(this.path, copy);
    console.warn(
      `${this.path} is damaged, and loses ${damaged} of ${this.#lines} lines: see ${copy}.`,
    );
    this.#startRewriting();
  }

  append(change: Change) {
    if (this.#isClosed) throw new Error('The emulator is closed.');
    const line = toLine(change);
    appendFileSync(this.#file, line);
    this.#meanwhile?.push(line);
    if (++this.#lines > this.#limit && !this.#meanwhile) this.#startRewriting();
  }

  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#file);
  }

  #startRewriting() {
    this.#limit = Infinity;
    this.#rewrite().catch((error: unknown) => {
      console.warn(`${this.path} is not rewritten:`, error);
      this.#meanwhile = undefined;
      this.#limit = SPARE_LINES + 2 * this.#lines;
    });
  }

  /** Changes of meanwhile follow the snapshot, so it does not matter which of them it has seen. */
  async #rewrite() {
    const meanwhile: string[] = (this.#meanwhile = []);
    const rewritten = await open(this.path + UNFINISHED, 'w', 0o600);
    try {
      let lines: string[] = [];
      let count = 0;
      for (const change of this.snapshot()) {
        lines.push(toLine(change));
        if (++count % LINES_AT_ONCE > 0) continue;
        await rewritten.appendFile(lines.join(''));
        lines = [];
        if (this.#isClosed) return;
      }
      await rewritten.appendFile(lines.join(''));
      // Else the system would do so in the rename, while all wait.
      await rewritten.sync();
      this.#lines = count + meanwhile.length;
      while (meanwhile.length > LINES_AT_ONCE) {
        await rewritten.appendFile(meanwhile.splice(0, LINES_AT_ONCE).join(''));
      }
    } finally {
      await rewritten.close();
    }
    if (!this.#isClosed) this.#switchFile(meanwhile);
  }

  /** Goes on in the rewritten file, after the last lines. */
  #switchFile(lastLines: string[]) {
    appendFileSync(this.path + UNFINISHED, lastLines.join(''));
    renameSync(this.path + UNFINISHED, this.path);
    // Asynchronous, because freeing a large file takes half a second.
    close(this.#file);
    this.#file = openSync(this.path, 'a');
    this.#meanwhile = undefined;
    this.#limit = SPARE_LINES + 2 * this.#lines;
  }
}

function parse(line: string): Change | undefined {
  try {
    return changeSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
