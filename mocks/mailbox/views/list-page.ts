import type { Mail } from '../mail';

import { html } from './html';
import { layout } from './layout';
import { time } from './time';

/**
 * Lists the mails, newest first. An empty list reloads by itself. Later only a small frame reloads, so that
 * the page keeps its scroll position and its focus.
 */
export function listPage(mails: Mail[]) {
  return layout({
    title: 'Local mailbox',
    head: mails.length === 0 ? html`<meta http-equiv="refresh" content="3" />` : undefined,
    main: html`
      <header class="bar">
        <h1>Local mailbox</h1>
        ${mails[0] && html`<iframe title="New mail" src="/news?since=${mails[0].id}"></iframe>`}
      </header>
      ${mails.length === 0 ? empty : list(mails)}
    `,
  });
}

const empty = html`
  <div class="empty">
    <svg viewBox="0 0 24 24" width="40" height="40" aria-hidden="true">
      <rect x="2.5" y="5" width="19" height="14" rx="2.5" />
      <path d="m3.5 7 8.5 6.5L20.5 7" />
    </svg>
    <h2>No mail yet</h2>
    <p>Every mail that the app sends, such as a sign-in link, appears here within seconds.</p>
  </div>
`;

function list(mails: Mail[]) {
  return html`<ul class="mails">
    ${mails.map(
      ({ id, to, subject, receivedAt }) =>
        html`<li>
          <h2><a href="/mails/${id}">${subject || '(no subject)'}</a></h2>
          <p>To ${to.join(', ')}</p>
          <p class="quiet">${time(receivedAt)}</p>
        </li>`,
    )}
  </ul>`;
}
