import { readFileSync } from 'node:fs';

interface DocumentedFile {
  name: string;
  /** The file, or what a diff leaves of it. */
  text: string;
  /** The lines that a reader writes: those that a diff adds, or all. */
  added: string[];
}

/** The code blocks of a text that begin with the name of their file. */
export function filesInText(text: string): DocumentedFile[] {
  const blocks = text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```$/gm);
  return [...blocks].flatMap(([, indent = '', language, block = '']) => {
    const written = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const isDiff = language === 'diff';
    const text = isDiff ? written.replaceAll(/^-.*\n/gm, '').replaceAll(/^[+ ]/gm, '') : written;
    const [, name] = /^\/\/ ([\w./-]+\.tsx?)/.exec(text) ?? [];
    if (!name) return [];
    const lines = isDiff
      ? (written.match(/^\+.*/gm) ?? []).map((line) => line.slice(1))
      : text.split('\n').slice(1);
    return [{ name, text, added: lines.filter((line) => line.trim()) }];
  });
}

/** The files of the README and of docs/add-to-your-app.md, by name. */
export function documentedFiles(): Record<string, DocumentedFile> {
  const texts = ['README.md', 'docs/add-to-your-app.md'].map((name) => readFileSync(name, 'utf8'));
  return Object.fromEntries(texts.flatMap(filesInText).map((file) => [file.name, file]));
}
