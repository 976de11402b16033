import { html } from 'hono/html';

import type { Markup } from './markup';

const PAGES = {
  '/': 'Users',
  '/actions': 'Actions',
  '/requests': 'Requests',
  '/webhooks': 'Webhooks',
  '/faults': 'Faults and clock',
} as const;

type Page = {
  title: string;
  /** Where in the menu it is. */
  path?: keyof typeof PAGES;
  main: Markup;
};

/** Makes a whole page. */
export function layout({ title, path, main }: Page): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Authsignal emulator</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header class="bar">
          <p class="name">Authsignal emulator</p>
          <nav aria-label="Pages">
            <ul>
              ${Object.entries(PAGES).map(
                ([address, name]) =>
                  html`<li>
                    ${
                      address === path
                        ? html`<a href="${address}" aria-current="page">${name}</a>`
                        : html`<a href="${address}">${name}</a>`
                    }
                  </li>`,
              )}
            </ul>
          </nav>
        </header>
        <main>${main}</main>
        <footer>For development and tests. This is no service of Authsignal.</footer>
      </body>
    </html>`;
}

/** Says why something was not done, or that there is no such page. */
export function messagePage(title: string, text: string): Markup {
  return layout({
    title,
    main: html`<h1>${title}</h1>
      <p>${text}</p>`,
  });
}
