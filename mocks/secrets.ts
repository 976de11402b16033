import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { z } from 'zod';

import { ENTRIES } from './folder';
import { openJsonFile } from './json-file';

const schema = z.object({ sessionSecret: z.string(), tenantSecretKey: z.string() });

/** Returns the secrets of this machine. They are made once, and kept in the data folder. */
export function localSecrets(folder: string) {
  const file = openJsonFile(join(folder, ENTRIES.secrets), schema);
  const kept = file.read();
  if (kept) return kept;

  const make = () => randomBytes(32).toString('base64url');
  const made = { sessionSecret: make(), tenantSecretKey: make() };
  file.write(() => made);
  file.close();
  return made;
}
