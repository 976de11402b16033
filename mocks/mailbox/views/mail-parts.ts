import type { Mail } from '../mail';

import { html } from './html';
import { findFirstLink, linkify } from './links';

/** The first link as a button, with the host that it leads to. */
export function mainLink(mail: Mail) {
  const link = findFirstLink(mail);
  return (
    link &&
    html`<p class="follow">
      <a class="button" href="${link}">Follow the link</a>
      <span class="quiet">to ${new URL(link).host}</span>
    </p>`
  );
}

/** The text, with clickable links. */
export function textPart({ text }: Mail) {
  if (!text.trim()) return undefined;
  return html`<section aria-labelledby="text">
    <h2 id="text">Text</h2>
    <pre>${linkify(text.trim())}</pre>
  </section>`;
}

/** The HTML in a frame without scripts. */
export function htmlPart({ id, html: mailHtml }: Mail) {
  if (mailHtml === undefined) return undefined;
  return html`<section aria-labelledby="html">
    <h2 id="html">HTML</h2>
    <iframe
      title="The mail as HTML"
      src="/mails/${id}/html"
      sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
    ></iframe>
  </section>`;
}

/** The attachments' names, types and sizes. Their contents are in the raw source only. */
export function attachmentsPart({ attachments }: Mail) {
  if (attachments.length === 0) return undefined;
  return html`<section aria-labelledby="attachments">
    <h2 id="attachments">Attachments</h2>
    <ul class="attachments">
      ${attachments.map(
        ({ name, type, size }) =>
          html`<li>
            ${name || '(no name)'} <span class="quiet">${type}, ${formatSize.format(size)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

const formatSize = new Intl.NumberFormat('en-GB', {
  style: 'unit',
  unit: 'byte',
  unitDisplay: 'long',
});

/** All headers as sent, closed at first. */
export function headersPart({ headers }: Mail) {
  if (headers.length === 0) return undefined;
  return html`<details>
    <summary>All headers</summary>
    <dl class="headers">
      ${headers.map(
        ({ name, value }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
