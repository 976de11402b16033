import { resolve } from 'node:path';

/** Where the stand-ins keep users, passkeys, mails and secrets. Git ignores the usual place. */
export const DATA_FOLDER = resolve(process.env.STAND_INS_FOLDER || '.local');
