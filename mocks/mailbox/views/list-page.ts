import type { Mail } from '../mail';

import { html } from './html';
import { layout } from './layout';
import { time } from './time';

type List = {
  /** The newest mail of all, also if the search does not find it. */
  newest: Mail | undefined;
  /** The search for a part of the subject; empty means that all mails are listed. */
  subject: string;
  found: Mail[];
};

/**
 * Lists the mails, newest first. An empty mailbox reloads by itself. Later only a small frame reloads, so
 * that the page keeps its scroll position, its focus, and what is typed in the search field.
 */
export function listPage({ newest, subject, found }: List) {
  return layout({
    title: 'Local mailbox',
    head: newest ? undefined : html`<meta http-equiv="refresh" content="3" />`,
    main: html`
      <header class="bar">
        <h1>Local mailbox</h1>
        ${newest && html`<iframe title="New mail" src="/news?since=${newest.id}"></iframe>`}
      </header>
      ${newest ? [searchForm(subject), found.length > 0 ? list(found) : nothingFound(subject)] : empty}
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

function searchForm(subject: string) {
  return html`<form class="search" role="search">
    <label class="quiet" for="subject">Part of the subject</label>
    <input id="subject" name="subject" type="search" value="${subject}" />
    <button>Search</button>
    ${subject && html`<a href="/">All mails</a>`}
  </form>`;
}

const nothingFound = (subject: string) => html`
  <div class="empty">
    <h2>No mail found</h2>
    <p>No subject contains “${subject}”.</p>
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
