import { readFileSync } from 'node:fs';

import { documentedFiles } from '../support/docs/documented-files';

const files = documentedFiles();

/** What the texts let a reader write into that file. Throws if they no longer speak of it. */
export function addedLines(file: string): string[] {
  const { added = [] } = files[file] ?? {};
  if (added.length === 0) throw new Error(`The texts no longer speak of ${file}.`);
  return added;
}

/** The one line of it with `part`. */
export function addedLine(file: string, part: string): string {
  const line = addedLines(file).find((one) => one.includes(part));
  if (line === undefined) throw new Error(`The texts no longer say: ${part}`);
  return line.trim();
}

/** The whole file, as the texts have it. */
export const documentedText = (file: string): string => files[file]?.text ?? '';

/** The model for spent tokens. */
export function documentedModel(): string {
  const [model] = /^model SpentToken \{\n.*?\n\}/ms.exec(readFileSync('README.md', 'utf8')) ?? [];
  if (!model) throw new Error('The README no longer has the model.');
  return model;
}
