import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

import { SharedSession } from './shared-session';

/** This machine alone. */
const HOST = '127.0.0.1';

/** As many as PostgreSQL allows unless it is told otherwise. */
const MAX_CONNECTIONS = 100;

type Options = { port: number; folder?: string };
type Database = { url: string; port: number; close(): Promise<void> };

/** PostgreSQL in this process, at a port (0: any), kept in a folder or in memory. */
export async function startDatabase({ port: wanted, folder }: Options): Promise<Database> {
  // PGlite makes the folder, and not those above it.
  if (folder) await mkdir(dirname(folder), { recursive: true });
  const db = new SharedSession(folder);
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
