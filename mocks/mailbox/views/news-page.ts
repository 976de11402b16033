import type { Mail } from '../mail';

import { html } from './html';

/** The frame of the list page. It links to the newest mail if that is not `since`; else it reloads. */
export function newsPage([newest]: Mail[], since: string | null) {
  const isNew = newest && newest.id !== since;
  return html`<!doctype html>
    <html lang="en" class="news">
      <head>
        <meta charset="utf-8" />
        ${isNew ? undefined : html`<meta http-equiv="refresh" content="2" />`}
        <title>New mail</title>
        <base target="_top" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        ${
          isNew
            ? html`<a class="button" href="/mails/${newest.id}"
                >New: ${newest.subject || 'mail'}</a
              >`
            : html`<p class="quiet">New mail appears here by itself.</p>`
        }
      </body>
    </html> `;
}
