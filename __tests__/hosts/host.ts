import type { Trial } from './trial';

/** Makes a file's new text of its old one, which is empty if the file is new. */
export type Edit = (source: string) => string;

/** A service that a host needs for itself. */
export interface OwnService {
  env: Record<string, string>;
  close(): Promise<void>;
}

/** An app that exists, and what its owner does to put passkeys into it. */
export interface Host {
  name: string;
  /** Its folder in this repository. `npm run generate`, `build` and `types` work there. */
  folder: string;
  /** The item of registry.json that suits it. */
  item: 'passkeys' | 'passkeys-src';
  /** A file of its folder: the statements that make its tables. */
  tables: string;
  /** What the owner edits by hand after the installation, by file. */
  edits: Record<string, Edit>;
  /** Files that the owner lets the doctor edit, by `--write`. If it is missing, the doctor only looks. */
  doctorWrites?: string[];
  /** What the migration for the new model would say. */
  newTable: string;
  seed?(databaseUrl: string): Promise<void>;
  /** Starts what the host needs beside database, mailbox and Authsignal. */
  start?(): Promise<OwnService>;
  /** Tries the host as it is. Returns what to try once it has passkeys. */
  journey(trial: Trial): Promise<(then: Trial) => Promise<void>>;
}
