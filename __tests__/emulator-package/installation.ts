import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PACKAGE = resolve('mocks/authsignal');

const QUIET = {
  npm_config_ignore_scripts: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

/** A folder outside of this repository, in which the package is installed. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'emulator-package-'));
  /** Loads packages of that folder. */
  readonly require = createRequire(join(this.folder, 'package.json'));

  constructor() {
    this.write('package.json', JSON.stringify({ private: true }));
  }

  /** Packs and installs it, and nothing else. Returns what it weighs; throws if that is too much. */
  async install(maxMb: number): Promise<string> {
    const [packed] = JSON.parse(
      this.run('npm', 'pack', PACKAGE, '--json', '--pack-destination', this.folder),
    );
    this.run('npm', 'install', `./${packed.filename}`);
    const mb = sizeOf(join(this.folder, 'node_modules')) / 1_000_000;
    if (mb > maxMb) throw new Error(`It weighs ${mb.toFixed(1)} MB.`);
    return `${mb.toFixed(1)} MB`;
  }

  /** Runs a command there and returns what it says. If it fails, the error has all of that. */
  run(command: string, ...args: string[]): string {
    const env: NodeJS.ProcessEnv = { ...process.env, ...QUIET, CI: 'true' };
    return execFileSync(command, args, { cwd: this.folder, env, encoding: 'utf8', stdio: 'pipe' });
  }

  write(name: string, text: string) {
    writeFileSync(join(this.folder, name), text);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** In bytes; a folder with all that is in it. */
function sizeOf(path: string): number {
  const stats = lstatSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
