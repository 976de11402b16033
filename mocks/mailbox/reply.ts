import type { Markup } from './views/html';
import { notFoundPage } from './views/not-found-page';

export type Reply = { status: number; headers: Record<string, string>; body: string | Buffer };

const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail's HTML may show links. It runs no script and loads nothing. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
].join('; ');

const COMMON_HEADERS = {
  'Content-Security-Policy': PAGE_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

function content(type: string, body: string | Buffer, more: Record<string, string> = {}): Reply {
  const headers = { ...COMMON_HEADERS, 'Content-Type': `${type}; charset=utf-8`, ...more };
  return { status: 200, headers, body };
}

export const page = ({ source }: Markup) => content('text/html', source);

/** A page that the mailbox shows in a frame. */
export const framedPage = ({ source }: Markup) =>
  content('text/html', source, {
    'Content-Security-Policy': PAGE_POLICY.replace(
      "frame-ancestors 'none'",
      "frame-ancestors 'self'",
    ),
  });

/** The untrusted HTML of a mail. Its links open in the whole tab. */
export const mailBody = (mailHtml: string) =>
  content('text/html', `<!doctype html><base target="_top">${mailHtml}`, {
    'Content-Security-Policy': MAIL_POLICY,
  });

export const css = (source: string) => content('text/css', source);

/** The bytes of a mail as received. No browser runs them, because they are plain text. */
export const rawSource = (bytes: Buffer) => content('text/plain', bytes);

export const json = (value: unknown) => content('application/json', JSON.stringify(value));

export const noContent = (): Reply => ({ status: 204, headers: COMMON_HEADERS, body: '' });

export const notFound = (): Reply => ({ ...page(notFoundPage()), status: 404 });

export const refusal = (status: number, text: string, headers?: Record<string, string>): Reply => ({
  ...content('text/plain', text, headers),
  status,
});
