import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { z } from 'zod';

import { DATA_FILES } from './data-folder';
import { openJsonFile } from './json-file';

const schema = z.object({ sessionSecret: z.string(), tenantSecretKey: z.string() });

/** Returns the secrets of this machine. The first call makes them and saves them in `folder`. */
export function loadSecrets(folder: string) {
  const file = openJsonFile(join(folder, DATA_FILES.secrets), schema);
  const kept = file.read();
  if (kept) return kept;

  const make = () => randomBytes(32).toString('base64url');
  const made = { sessionSecret: make(), tenantSecretKey: make() };
  file.write(() => made);
  file.close();
  return made;
}
