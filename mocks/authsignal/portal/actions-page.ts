import { html } from 'hono/html';

import { outcomeSchema, type Rule, type Settings } from '../store/settings';
import { layout } from './layout';
import { empty, type Markup, options } from './markup';

type Content = Settings & { actionCodes: string[] };

const OUTCOMES = outcomeSchema.options;

/** Chooses the outcome of each action, and the rules. */
export function actionsPage({ actionCodes, outcomes, rules }: Content): Markup {
  return layout({
    title: 'Actions',
    path: '/actions',
    main: html`
      <h1>Actions</h1>
      <section aria-labelledby="outcomes">
        <h2 id="outcomes">Outcomes</h2>
        <p class="quiet">What is decided if no rule applies. CHALLENGE asks users with an authenticator.</p>
        ${actionCodes.length > 0 ? outcomeTable(actionCodes, outcomes) : empty('No action yet.')}
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
      <section aria-labelledby="rules">
        <h2 id="rules">Rules</h2>
        <p class="quiet">The first that applies decides.</p>
        ${rules.length > 0 ? ruleTable(rules) : empty('No rule.')} ${ruleForm()}
      </section>
    `,
  });
}

function outcomeTable(actionCodes: string[], outcomes: Settings['outcomes']): Markup {
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
                  ${options(OUTCOMES, outcomes[code] ?? 'CHALLENGE')}
                </select>
                <button aria-label="Set outcome of ${code}">Set</button>
              </form>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function ruleTable(rules: Rule[]): Markup {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Rule</th>
        <th scope="col">Outcome</th>
      </tr>
    </thead>
    <tbody>
      ${rules.map(
        (rule) =>
          html`<tr>
            <th scope="row">
              ${rule.id}
              <div class="quiet">${describe(rule)}</div>
            </th>
            <td>
              ${rule.outcome}
              <form method="post" action="/rules/remove">
                <input type="hidden" name="id" value="${rule.id}" />
                <button aria-label="Remove rule ${rule.id}">Remove</button>
              </form>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function describe(rule: Rule): string {
  const what = rule.action ?? 'Every action';
  return rule.when === 'country'
    ? `${what} from ${rule.countries.join(', ')}`
    : `${what} on a new device`;
}

function ruleForm(): Markup {
  return html`<form class="card fields" method="post" action="/rules">
    <h3>Add a rule</h3>
    <p class="field"><label for="id">Name</label><input id="id" name="id" required autocomplete="off" /></p>
    <p class="field">
      <label for="rule-action">Action (empty: every action)</label>
      <input id="rule-action" name="action" autocomplete="off" />
    </p>
    <p class="field">
      <label for="when">When</label>
      <select id="when" name="when">
        <option value="new-device">On a new device</option>
        <option value="country">From one of the countries</option>
      </select>
    </p>
    <p class="field">
      <label for="countries">Countries (such as NZ, AU)</label>
      <input id="countries" name="countries" autocomplete="off" />
    </p>
    <p class="field">
      <label for="rule-outcome">Outcome</label>
      <select id="rule-outcome" name="outcome">
        ${options(OUTCOMES, 'BLOCK')}
      </select>
    </p>
    <button>Add rule</button>
  </form>`;
}
