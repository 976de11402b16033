import type { Mail } from '../mail';

import { html } from './html';

/** A URL up to the first space, without the full stop or bracket that may follow it. */
const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])/gi;

const LINK_IN_HTML = /<a\s[^>]{0,500}?href\s*=\s*["']?(https?:\/\/[^\s<>"']+)/gi;

/** Returns the text with clickable links. */
export function linkify(text: string) {
  // Every second piece is a link, because `split` keeps what the pattern captures.
  return text
    .split(LINK)
    .map((piece, index) => (index % 2 ? html`<a href="${piece}">${piece}</a>` : piece));
}

/** Returns the first link of a mail's text, or else of its HTML. */
export function findFirstLink({ text, html: mailHtml = '' }: Mail) {
  const inText = [...text.matchAll(LINK)].map(([, link]) => link);
  const inHtml = [...mailHtml.matchAll(LINK_IN_HTML)].map(([, link]) =>
    link?.replaceAll('&amp;', '&'),
  );
  return [...inText, ...inHtml].find((link) => link !== undefined && URL.canParse(link));
}
