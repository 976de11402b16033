import { html } from 'hono/html';

import { outcomeOf } from '../actions/rules';
import { outcomeSchema, type Settings } from '../store/settings';
import { layout } from './layout';
import { empty, type Markup, options } from './markup';
import { rulesSection } from './rules-section';

type Content = Settings & { actionCodes: string[] };

const OUTCOMES = outcomeSchema.options;

/** Chooses the outcome of each action, and the rules. */
export function actionsPage({ actionCodes, ...settings }: Content): Markup {
  return layout({
    title: 'Actions',
    path: '/actions',
    main: html`
      <h1>Actions</h1>
      <section aria-labelledby="outcomes">
        <h2 id="outcomes">Outcomes</h2>
        <p class="quiet">What is decided if no rule applies. CHALLENGE asks users with an authenticator.</p>
        ${actionCodes.length > 0 ? outcomeTable(actionCodes, settings) : empty('No action yet.')}
        <form class="row" method="post" action="/outcomes">
          <p class="field">
            <label for="action">Another action</label>
            <input id="action" name="action" required pattern="[a-zA-Z0-9_\\-]{1,64}" autocomplete="off" />
          </p>
          <p class="field">
            <label for="outcome">Outcome</label>
            <select id="outcome" name="outcome">
              ${options(OUTCOMES, 'CHALLENGE')}
            </select>
          </p>
          <button>Set</button>
        </form>
      </section>
      ${rulesSection(settings.rules)}
    `,
  });
}

function outcomeTable(actionCodes: string[], settings: Settings): Markup {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Action</th>
        <th scope="col">Outcome</th>
      </tr>
    </thead>
    <tbody>
      ${actionCodes.map(
        (code) =>
          html`<tr>
            <th scope="row">${code}</th>
            <td>
              <form class="row" method="post" action="/outcomes">
                <input type="hidden" name="action" value="${code}" />
                <select name="outcome" aria-label="Outcome of ${code}">
                  ${options(OUTCOMES, outcomeOf(settings, code))}
                </select>
                <button aria-label="Set outcome of ${code}">Set</button>
              </form>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
