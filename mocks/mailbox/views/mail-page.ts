import type { Mail } from '../mail';

import { html } from './html';
import { layout } from './layout';
import { attachmentsPart, headersPart, htmlPart, mainLink, textPart } from './mail-parts';
import { time } from './time';

/** Shows one mail: the first link as a button, the text, the HTML in a frame without scripts, the rest. */
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
          ${ccRow(mail)}
          <div>
            <dt>Received</dt>
            <dd>${time(mail.receivedAt)}</dd>
          </div>
        </dl>
        ${mainLink(mail)} ${textPart(mail)} ${htmlPart(mail)} ${attachmentsPart(mail)}
        ${headersPart(mail)} ${rawLink(mail)}
      </article>
    `,
  });
}

function ccRow({ cc }: Mail) {
  if (cc.length === 0) return undefined;
  return html`<div>
    <dt>Cc</dt>
    <dd>${cc.join(', ')}</dd>
  </div>`;
}

function rawLink({ id, raw }: Mail) {
  return raw === undefined ? undefined : html`<p><a href="/mails/${id}/raw">Raw source</a></p>`;
}
