/** What the site calls itself, in its pages and its mails. */
export const SITE_NAME = 'Latchkey';
