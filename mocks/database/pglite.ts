import { mkdir } from 'node:fs/promises';

import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

import { codeOf } from '../code-of';
import { SharedSession } from './shared-session';

/** This machine alone. */
const HOST = '127.0.0.1';

/** As many as PostgreSQL allows unless it is told otherwise. */
const MAX_CONNECTIONS = 100;

type Options = { port: number; folder?: string };
type Database = { url: string; port: number; close(): Promise<void> };

/** PostgreSQL in this process, at a port (0: any), kept in a folder or in memory. */
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

/** Of a folder that it cannot open, PGlite says no more than that it has aborted. */
async function openSession(folder?: string): Promise<SharedSession> {
  try {
    // PGlite makes none of the folders above it, and does not see that one is a file.
    if (folder) await mkdir(folder, { recursive: true });
    const session = new SharedSession(folder);
    await session.waitReady;
    return session;
  } catch (error) {
    // What the system has to say against the folder is no matter of what stands in it.
    if (!folder || !['EEXIST', 'ENOTDIR', undefined].includes(codeOf(error))) throw error;
    const remedy = '`npm run mocks -- --reset` clears it, and all that is kept beside it';
    const sentence = `${folder} holds no database that PGlite can open: ${remedy}.`;
    throw new Error(sentence, { cause: error });
  }
}
