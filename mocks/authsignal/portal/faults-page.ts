import { html } from 'hono/html';

import type { Fault } from '../index';
import { operations } from '../http/operations';
import { layout } from './layout';
import { empty, type Markup, options, time } from './markup';

const MINUTE = 60_000;

/** The buttons that add a fault. */
export const FAULTS = new Map<string, Fault>([
  ['Answer 500', { kind: 'status', status: 500 }],
  ['Answer 429', { kind: 'status', status: 429 }],
  ['Wait 3 seconds', { kind: 'latency', ms: 3000 }],
  ['Never answer', { kind: 'hang' }],
  ['Cut the connection', { kind: 'cut' }],
  ['Send half of the JSON', { kind: 'malformed' }],
]);

/** The buttons that set the clock on, by so many ms. */
export const STEPS = new Map([
  ['1 minute on', MINUTE],
  ['10 minutes on', 10 * MINUTE],
  ['1 hour on', 60 * MINUTE],
  ['1 day on', 24 * 60 * MINUTE],
  ['30 days on', 30 * 24 * 60 * MINUTE],
]);

type Content = { faults: Fault[]; now: number; ahead: number };

/** Makes requests fail, moves the clock, and clears the emulator. */
export function faultsPage({ faults, now, ahead }: Content): Markup {
  return layout({
    title: 'Faults and clock',
    path: '/faults',
    main: html`
      <h1>Faults and clock</h1>
      <section aria-labelledby="faults">
        <h2 id="faults">Faults</h2>
        ${faults.length > 0 ? list(faults) : empty('No fault. The emulator answers as it should.')}
        ${faultForm()}
      </section>
      <section aria-labelledby="clock">
        <h2 id="clock">Clock</h2>
        <p>
          ${time(new Date(now).toISOString())}
          ${ahead === 0 ? 'is the real time.' : html`is <b>not</b> the real time.`}
        </p>
        <form class="row" method="post" action="/clock">
          ${[...STEPS.keys()].map((name) => html`<button name="step" value="${name}">${name}</button>`)}
          <button name="step" value="">Real time</button>
        </form>
      </section>
      <section aria-labelledby="data">
        <h2 id="data">Data</h2>
        <p class="quiet">Users, passkeys, actions, outcomes, rules, faults, requests and webhooks. The clock shows the real time again.</p>
        <form method="post" action="/reset"><button class="danger">Forget everything</button></form>
      </section>
    `,
  });
}

function list(faults: Fault[]): Markup {
  return html`<ul class="plain">
      ${faults.map((fault) => html`<li>${describe(fault)}</li>`)}
    </ul>
    <form method="post" action="/faults/remove"><button>Remove all faults</button></form>`;
}

function describe(fault: Fault): string {
  const what = {
    status: 'status' in fault && `answers ${fault.status}`,
    latency: 'ms' in fault && `waits ${fault.ms} ms`,
    hang: 'never answers',
    cut: 'cuts the connection',
    malformed: 'sends half of the JSON',
  }[fault.kind];
  const chance = fault.probability === undefined ? '' : `, with probability ${fault.probability}`;
  const times =
    fault.times === undefined ? '' : `, ${fault.times === 1 ? 'once' : `${fault.times} times`}`;
  return `${fault.operation ?? 'Every operation'} ${what}${chance}${times}`;
}

function faultForm(): Markup {
  return html`<form class="card fields" method="post" action="/faults">
    <h3>Add a fault</h3>
    <p class="field">
      <label for="operation">Operation</label>
      <select id="operation" name="operation">
        <option value="">All</option>
        ${options(operations.map(({ id }) => id))}
      </select>
    </p>
    <p class="field">
      <label for="times">How often</label>
      <select id="times" name="times">
        <option value="">Until it is removed</option>
        <option value="1">Once</option>
      </select>
    </p>
    <div class="row">
      ${[...FAULTS.keys()].map((name) => html`<button name="fault" value="${name}">${name}</button>`)}
    </div>
  </form>`;
}
