import { resolve } from 'node:path';

/** Where the stand-ins keep users, passkeys, mails and secrets. Git ignores it. */
export const DATA_FOLDER = resolve(__dirname, '../.local');
