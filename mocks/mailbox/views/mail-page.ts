import type { Mail } from '../mail';

import { html } from './html';
import { layout } from './layout';
import { findFirstLink, linkify } from './links';
import { time } from './time';

/** Shows one mail: headers, the first link as a button, the text, and the HTML in a frame without scripts. */
export function mailPage(mail: Mail) {
  const subject = mail.subject || '(no subject)';

  return layout({
    title: `${subject} – Local mailbox`,
    main: html`
      <nav>
        <a href="/"><span aria-hidden="true">←</span> All mails</a>
      </nav>
      <article>
        <h1>${subject}</h1>
        <dl>
          <div>
            <dt>From</dt>
            <dd>${mail.from}</dd>
          </div>
          <div>
            <dt>To</dt>
            <dd>${mail.to.join(', ')}</dd>
          </div>
          <div>
            <dt>Received</dt>
            <dd>${time(mail.receivedAt)}</dd>
          </div>
        </dl>
        ${mainLink(mail)} ${textPart(mail)} ${htmlPart(mail)}
      </article>
    `,
  });
}

function mainLink(mail: Mail) {
  const link = findFirstLink(mail);
  return (
    link &&
    html`<p class="follow">
      <a class="button" href="${link}">Follow the link</a>
      <span class="quiet">to ${new URL(link).host}</span>
    </p>`
  );
}

function textPart({ text }: Mail) {
  if (!text.trim()) return undefined;
  return html`<section aria-labelledby="text">
    <h2 id="text">Text</h2>
    <pre>${linkify(text.trim())}</pre>
  </section>`;
}

function htmlPart({ id, html: mailHtml }: Mail) {
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
