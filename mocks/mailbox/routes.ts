import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { MailStore } from './mail-store';
import { css, framedPage, json, mailBody, notFound, noContent, page, type Reply } from './reply';
import { listPage } from './views/list-page';
import { mailPage } from './views/mail-page';
import { newsPage } from './views/news-page';

type RouteRequest = { id: string; query: URLSearchParams };

/** `path` may capture a mail's id. HEAD is answered like GET, without the body. */
export type Route = { path: RegExp; methods: Record<string, (request: RouteRequest) => Reply> };

const STYLE = readFileSync(join(__dirname, 'views/style.css'), 'utf8');

/** All routes of the mailbox's web server. */
export function createRoutes({ list, find, clear }: MailStore): Route[] {
  return [
    { path: /^\/$/, methods: { GET: () => page(listPage(list())) } },
    {
      path: /^\/news$/,
      methods: { GET: ({ query }) => framedPage(newsPage(list(), query.get('since'))) },
    },
    { path: /^\/style\.css$/, methods: { GET: () => css(STYLE) } },
    {
      path: /^\/mails\/([\w-]+)$/,
      methods: {
        GET({ id }) {
          const mail = find(id);
          return mail ? page(mailPage(mail)) : notFound();
        },
      },
    },
    {
      path: /^\/mails\/([\w-]+)\/html$/,
      methods: {
        GET({ id }) {
          const html = find(id)?.html;
          return html === undefined ? notFound() : mailBody(html);
        },
      },
    },
    {
      path: /^\/api\/mails$/,
      methods: {
        GET: ({ query }) => json({ mails: list(query.get('to') ?? undefined) }),
        DELETE() {
          clear();
          return noContent();
        },
      },
    },
  ];
}
