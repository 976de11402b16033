import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's server programs, where they are installed. */
export function findPostgres(): string | undefined {
  const inPath = (process.env.PATH ?? '').split(path.delimiter);
  return [...inPath, ...fromPgConfig(), ...fromDebian()].find(
    (folder) =>
      path.isAbsolute(folder) &&
      ['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(path.join(folder, name))),
  );
}

export function isPostgresInstalled(): boolean {
  return findPostgres() !== undefined;
}

function fromPgConfig(): string[] {
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: 'pipe' }).trim()];
  } catch {
    return [];
  }
}

/** Debian keeps its versions side by side and puts none of them into PATH. Newest first. */
function fromDebian(): string[] {
  if (!existsSync(DEBIAN)) return [];
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => path.join(DEBIAN, version, 'bin'));
}
