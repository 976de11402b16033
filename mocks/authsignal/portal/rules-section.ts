import { html } from 'hono/html';

import { outcomeSchema, type Rule } from '../store/settings';
import { empty, type Markup, options } from './markup';

/** Lists the rules, and adds one. */
export function rulesSection(rules: Rule[]): Markup {
  return html`<section aria-labelledby="rules">
        <h2 id="rules">Rules</h2>
        <p class="quiet">The first that applies decides.</p>
        ${rules.length > 0 ? ruleTable(rules) : empty('No rule.')} ${ruleForm()}
      </section>`;
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
    <p class="field"><label for="id">Id</label><input id="id" name="id" required autocomplete="off" /></p>
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
        ${options(outcomeSchema.options, 'BLOCK')}
      </select>
    </p>
    <button>Add rule</button>
  </form>`;
}
