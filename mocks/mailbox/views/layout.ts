import { html, type Markup } from './html';

type Page = { title: string; main: Markup; head?: Markup };

/** A whole page. `title` is put before the mailbox's name. */
export function layout({ title, main, head }: Page) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${head}
        <title>${title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main>${main}</main>
        <footer>
          A stand-in for local work: mail to any address ends here and is never delivered.
        </footer>
      </body>
    </html> `;
}
