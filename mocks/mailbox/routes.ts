import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Mail } from './mail';
import type { MailStore } from './mail-store';
import {
  css,
  framedPage,
  json,
  mailBody,
  notFound,
  noContent,
  page,
  rawSource,
  type Reply,
} from './reply';
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
    {
      path: /^\/$/,
      methods: {
        GET({ query }) {
          const subject = query.get('subject') ?? '';
          return page(listPage({ newest: list()[0], subject, found: list({ subject }) }));
        },
      },
    },
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
      path: /^\/mails\/([\w-]+)\/raw$/,
      methods: {
        GET({ id }) {
          const raw = find(id)?.raw;
          return raw === undefined ? notFound() : rawSource(Buffer.from(raw, 'base64'));
        },
      },
    },
    {
      path: /^\/api\/mails$/,
      methods: {
        GET({ query }) {
          const [to, subject] = ['to', 'subject'].map((name) => query.get(name) ?? undefined);
          return json({ mails: list({ to, subject }).map(withoutRaw) });
        },
        DELETE() {
          clear();
          return noContent();
        },
      },
    },
  ];
}

/** The raw source has an address of its own, because it can be a thousand times as long as the rest. */
const withoutRaw = ({ raw: _raw, ...mail }: Mail) => mail;
