import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../processes/script';

interface Instruction {
  /** The stage that it is part of. */
  stage: string;
  name: string;
  /** What follows the name. */
  rest: string;
}

/** The Dockerfile's instructions. None of them goes on in a second line. */
export function readDockerfile(): Instruction[] {
  let stage = '';
  return readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => {
      const [name = '', ...words] = line.split(' ');
      if (name === 'FROM') stage = words.at(-1) ?? '';
      return { stage, name, rest: words.join(' ') };
    });
}

/** What one of the instructions of the app's stage says. */
export function inImage(name: string): string {
  const found = readDockerfile().find((it) => it.stage === 'app' && it.name === name);
  if (!found) throw new Error(`The Dockerfile has no ${name}.`);
  return found.rest;
}

/** The arguments of a command in JSON, without the name of the program, which is `node`. */
export function argsOf(name: 'CMD' | 'HEALTHCHECK'): string[] {
  const [program, ...args]: string[] = JSON.parse(inImage(name).replace(/^.*?(?=\[)/, ''));
  if (program !== 'node') throw new Error(`${name} does not run Node.js.`);
  return args;
}
