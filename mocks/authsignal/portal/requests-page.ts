import { html } from 'hono/html';

import type { LoggedRequest } from '../index';
import { layout } from './layout';
import { empty, type Markup, time } from './markup';

/** Lists the last requests to the API, with bodies. */
export function requestsPage(requests: LoggedRequest[]): Markup {
  return layout({
    title: 'Requests',
    path: '/requests',
    main: html`
      <h1>Requests</h1>
      <p class="quiet">The last 200, the newest first. Tokens and the secret key are masked.</p>
      ${requests.length > 0 ? list(requests) : empty('No request yet.')}
    `,
  });
}

function list(requests: LoggedRequest[]): Markup {
  return html`<ol class="cards">
    ${requests.map(
      (each) =>
        html`<li>
          <details class="card">
            <summary>
              <span>
                <b>${each.method}</b> ${each.path}
                <b class="${isFailed(each) ? 'bad' : 'good'}">${each.status ?? 'no answer'}</b>
              </span>
              <span class="quiet">
                ${each.operation ?? 'not imitated'}${each.fault && `, fault: ${each.fault}`},
                ${each.ms} ms, ${time(each.time)}
              </span>
            </summary>
            ${each.authorization && html`<p>Authorization: ${each.authorization}</p>`}
            ${body('Request', each.request)} ${body('Answer', each.response)}
          </details>
        </li>`,
    )}
  </ol>`;
}

const isFailed = ({ status }: LoggedRequest): boolean => status === undefined || status >= 400;

/** A body as JSON that can be read. */
function body(name: string, content: unknown): Markup | undefined {
  if (content === undefined) return undefined;
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  return html`<h2>${name}</h2>
    <pre>${text}</pre>`;
}
