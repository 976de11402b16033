import { html } from 'hono/html';

import type { Webhook } from '../index';
import { layout } from './layout';
import { count, empty, type Markup, time } from './markup';

/** Lists the last webhooks, which can be sent again. */
export function webhooksPage(webhooks: Webhook[]): Markup {
  return layout({
    title: 'Webhooks',
    path: '/webhooks',
    main: html`
      <h1>Webhooks</h1>
      <p class="quiet">The last 200, the newest first.</p>
      ${webhooks.length > 0 ? list(webhooks) : empty('No webhook yet.')}
    `,
  });
}

function list(webhooks: Webhook[]): Markup {
  return html`<ol class="cards">
    ${webhooks.map(
      (each) =>
        html`<li class="card">
          <h2>${each.type}</h2>
          <p>
            ${count(each.attempts, 'attempt')} to ${each.url}:
            <b class="${isAccepted(each) ? 'good' : 'bad'}">${each.status ?? 'no answer'}</b>
          </p>
          <p class="quiet">${time(each.time)}</p>
          <details>
            <summary>Body</summary>
            <pre>${JSON.stringify(each.body, null, 2)}</pre>
          </details>
          <form method="post" action="/webhooks/resend">
            <input type="hidden" name="id" value="${each.id}" />
            <button aria-label="Send again ${each.type} ${each.id}">Send again</button>
          </form>
        </li>`,
    )}
  </ol>`;
}

const isAccepted = ({ status = 0 }: Webhook): boolean => status >= 200 && status < 300;
