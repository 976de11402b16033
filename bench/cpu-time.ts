import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second (proc(5), on /proc/<pid>/stat). */
const TICK_MS = 10;

/**
 * CPU time that a process and its descendants have used, in ms, with those that have ended. Throws where there is no
 * /proc, as there is on Linux only.
 */
export function cpuTime(pid: number): number {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const stats = new Map(
    processes.map((name): [number, Stat | undefined] => [Number(name), readStat(name)]),
  );
  const timeOf = (id: number): number => {
    const children = [...stats].filter(([, stat]) => stat?.parent === id);
    return (
      (stats.get(id)?.ticks ?? 0) * TICK_MS +
      children.reduce((sum, [child]) => sum + timeOf(child), 0)
    );
  };
  return timeOf(pid);
}

type Stat = { parent: number; ticks: number };

/** Undefined if the process has just ended: then its parent has its time. */
function readStat(pid: string): Stat | undefined {
  try {
    // The second field is the program's name, in parentheses, and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\)/s, '')
      .trim()
      .split(' ');
    // Fields 14 to 17: utime, stime, and both of the children that have ended.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), ticks };
  } catch {
    return undefined;
  }
}
