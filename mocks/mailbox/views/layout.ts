import { html, type Markup } from './html';

type Page = { title: string; main: Markup; head?: Markup };

/** Makes a whole page. */
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
          This mailbox is for local development. It gets all mails of the app and delivers none.
        </footer>
      </body>
    </html> `;
}
