import type { HostCopy } from './host-copy';

/** What passkeys cost a host, in files and lines. */
export interface Figures {
  copied: { files: number; lines: number };
  /** Lines added or changed outside of the copied folder: the two routes and the table too. */
  own: { files: number; lines: number };
}

/** Counts what differs from the host's commit. `isCopied` tells the files that the item has written. */
export async function countChanges(copy: HostCopy, itemFiles: string[]): Promise<Figures> {
  await copy.git('add', '--all');
  const table = await copy.git('diff', '--cached', '--numstat', 'HEAD');
  const changes = table.split('\n').flatMap((line) => {
    const [added, removed, file] = line.split('\t');
    // A changed line is one that goes and one that comes.
    return file ? [{ file, lines: Math.max(Number(added), Number(removed)) }] : [];
  });
  const total = (some: typeof changes) => ({
    files: some.length,
    lines: some.reduce((sum, { lines }) => sum + lines, 0),
  });
  return {
    copied: total(changes.filter(({ file }) => itemFiles.includes(file))),
    own: total(changes.filter(({ file }) => !/(^|\/)passkeys\//.test(file))),
  };
}
