import type { Mail } from '../mail';

import { html } from './html';

/** What the list's frame shows: the newest mail, where it came after `since`; else it looks again. */
export function newsPage([newest]: Mail[], since: string | null) {
  const isNews = newest && newest.id !== since;
  return html`<!doctype html>
    <html lang="en" class="news">
      <head>
        <meta charset="utf-8" />
        ${isNews ? undefined : html`<meta http-equiv="refresh" content="2" />`}
        <title>New mail</title>
        <base target="_top" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        ${
          isNews
            ? html`<a class="button" href="/mails/${newest.id}"
                >New: ${newest.subject || 'mail'}</a
              >`
            : html`<p class="quiet">New mail shows here by itself.</p>`
        }
      </body>
    </html> `;
}
