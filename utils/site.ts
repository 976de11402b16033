/**
 * The path of `pages/index.tsx`, where people have their passkeys and sessions, and where a sign-in
 * leads that was asked for from nowhere else.
 */
export const ACCOUNT_PATH = '/';
/** What the site calls itself, in its pages and its mails. */
export const SITE_NAME = 'Latchkey';
