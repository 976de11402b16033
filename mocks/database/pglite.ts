import { mkdir } from 'node:fs/promises';

import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

import { getErrorCode } from '../get-error-code';
import { SharedSession } from './shared-session';

/** Only programs on this machine can connect. */
const HOST = '127.0.0.1';

/** PostgreSQL's default. */
const MAX_CONNECTIONS = 100;

/** Instead of 128 MB, which a start fills with zeros: half a second, and 130 MB of memory. */
const START_PARAMS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

type Options = { port: number; folder?: string };
type Database = { url: string; port: number; close(): Promise<void> };

/** Starts PostgreSQL in this process. Port 0 means any port. Without a folder, data stays in memory. */
export async function startDatabase({ port: wanted, folder }: Options): Promise<Database> {
  const db = await openSession(folder);
  const server = new PGLiteSocketServer({
    db,
    port: wanted,
    host: HOST,
    maxConnections: MAX_CONNECTIONS,
  });

  const shutDown = async () => {
    await server.stop();
    if (!db.closed) await db.close();
  };

  try {
    await server.start();
  } catch (error) {
    await shutDown();
    throw error;
  }

  const port = Number(server.getServerConn().split(':').at(-1));
  return { url: `postgresql://postgres:postgres@${HOST}:${port}/postgres`, port, close: shutDown };
}

/** Explains the error for a damaged folder, because PGlite's own says only that it has aborted. */
async function openSession(folder?: string): Promise<SharedSession> {
  try {
    // PGlite does not create parent folders, and does not notice a file in place of a folder.
    if (folder) await mkdir(folder, { recursive: true });
    const session = new SharedSession(folder, { startParams: START_PARAMS });
    await session.waitReady;
    return session;
  } catch (error) {
    // Other system errors, such as EACCES, explain themselves.
    if (!folder || !['EEXIST', 'ENOTDIR', undefined].includes(getErrorCode(error))) throw error;
    const remedy = '`npm run mocks -- --reset` clears all local data';
    throw new Error(`PGlite cannot open the database in ${folder}. ${remedy}.`, { cause: error });
  }
}
