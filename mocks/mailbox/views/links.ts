import type { Mail } from '../mail';

import { html } from './html';

/** An http(s) address up to the first blank, without the full stop or bracket that may follow it. */
const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])/gi;

const LINK_IN_HTML = /<a\s[^>]{0,500}?href\s*=\s*["']?(https?:\/\/[^\s<>"']+)/gi;

/** The text with its http(s) links made clickable. */
export function linkify(text: string) {
  // `split` keeps what the pattern captures: every second piece is a link.
  return text
    .split(LINK)
    .map((piece, index) => (index % 2 ? html`<a href="${piece}">${piece}</a>` : piece));
}

/** The link that a mail is about: the first one of its text or, without one, of its HTML. */
export function findFirstLink({ text, html: mailHtml = '' }: Mail) {
  const inText = [...text.matchAll(LINK)].map(([, link]) => link);
  const inHtml = [...mailHtml.matchAll(LINK_IN_HTML)].map(([, link]) =>
    link?.replaceAll('&amp;', '&'),
  );
  return [...inText, ...inHtml].find((link) => link !== undefined && URL.canParse(link));
}
