import { html } from 'hono/html';

import type { Action } from '../store/records';
import { type Markup, time } from './markup';

/** A user's actions. The challenge of an open one can be finished. */
export function actionTable(actions: readonly Action[]): Markup {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Action</th>
        <th scope="col">State</th>
      </tr>
    </thead>
    <tbody>
      ${actions.map(
        (action) =>
          html`<tr>
            <td>
              ${action.actionCode}
              <div class="quiet">${time(action.createdAt)}</div>
              <div class="quiet">${action.idempotencyKey}</div>
            </td>
            <td>
              ${action.state} ${details(action)} ${finishForm(action)}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function details({ verificationMethod, priorityRuleId, countryCode }: Action): Markup | undefined {
  const facts = [
    verificationMethod && `with ${verificationMethod}`,
    priorityRuleId && `by rule ${priorityRuleId}`,
    countryCode && `from ${countryCode}`,
  ].filter(Boolean);
  return facts.length > 0 ? html`<div class="quiet">${facts.join(', ')}</div>` : undefined;
}

function finishForm({ userId, actionCode, idempotencyKey, state }: Action): Markup | undefined {
  if (state !== 'CHALLENGE_REQUIRED') return undefined;
  return html`<form method="post" action="/challenges/finish">
    <input type="hidden" name="userId" value="${userId}" />
    <input type="hidden" name="action" value="${actionCode}" />
    <input type="hidden" name="idempotencyKey" value="${idempotencyKey}" />
    <button aria-label="Finish challenge of ${actionCode} ${idempotencyKey}">
      Finish challenge
    </button>
  </form>`;
}
