import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import type { Edit } from './host';

/** What a new clone of the host would not have. */
const LEFT_OUT = ['node_modules', '.next', 'package-lock.json', '.env'];

const QUIET = {
  CHECKPOINT_DISABLE: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  // `prisma generate` asks for two engines (Prisma 7 for one), and never runs them: any program will do.
  PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  npm_config_ignore_scripts: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
};

const OWNER = ['-c', 'user.name=Owner', '-c', 'user.email=owner@example.com'];

/** A host in a folder of its own, under git, with its packages installed. */
export class HostCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'host-'));

  constructor(
    source: string,
    private readonly env: Record<string, string>,
  ) {
    const filter = (file: string) => !LEFT_OUT.includes(basename(file));
    cpSync(source, this.folder, { recursive: true, filter });
  }

  /** Runs a command there, and resolves to what it says. Throws all of that if it fails. */
  run(command: string, ...args: string[]): Promise<string> {
    const env: NodeJS.ProcessEnv = { ...process.env, ...QUIET, ...this.env };
    const options = { cwd: this.folder, env, maxBuffer: 50_000_000 };
    return new Promise((resolve, reject) => {
      const child = execFile(command, args, options, (error, stdout, stderr) => {
        const said = `${command} ${args.join(' ')}\n${stdout}\n${stderr}`;
        if (error) reject(new Error(said));
        else resolve(stdout);
      });
      // A command that asks something gets no answer, instead of waiting for one.
      child.stdin?.end();
    });
  }

  git = (...args: string[]) => this.run('git', ...OWNER, ...args);

  async commit() {
    await this.git('init', '--quiet');
    // Its lines are npm's, and as many as npm likes.
    writeFileSync(join(this.folder, '.git/info/exclude'), 'package-lock.json\n');
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', 'The host');
  }

  async build() {
    for (const script of ['generate', 'lint', 'build', 'types'])
      await this.run('npm', 'run', script);
  }

  /** The text of a file; empty if there is none. */
  read(name: string): string {
    const file = join(this.folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  edit(edits: Record<string, Edit>) {
    for (const [name, edit] of Object.entries(edits)) {
      const file = join(this.folder, name);
      const edited = edit(this.read(name));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, edited);
    }
  }

  /** Takes the edits back: files that were there have their committed text again. */
  async undo(names: string[]) {
    const old = (await this.git('ls-files', '--', ...names)).split('\n').filter(Boolean);
    await this.git('checkout', '--quiet', '--', ...old);
    this.remove(names.filter((name) => !old.includes(name)));
  }

  remove(names: string[]) {
    for (const name of names) rmSync(join(this.folder, name), { recursive: true, force: true });
  }

  close() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
