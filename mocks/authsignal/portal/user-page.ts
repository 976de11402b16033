import { html } from 'hono/html';

import { nameOf } from '../users/authenticator-json';
import { describeDevice } from '../users/parse-user-agent';
import {
  type Action,
  attributesSchema,
  type Authenticator,
  type Passkey,
  type User,
} from '../store/records';
import { actionTable } from './action-table';
import { layout } from './layout';
import { empty, type Markup, time } from './markup';

type Content = {
  userId: string;
  /** None if the user was deleted, and has left actions. */
  user: User | undefined;
  authenticators: readonly Authenticator[];
  /** The newest first. */
  actions: readonly Action[];
};

/** Shows a user with attributes, authenticators and actions. */
export function userPage({ userId, user, authenticators, actions }: Content): Markup {
  return layout({
    title: userId,
    path: '/',
    main: html`
      <p><a href="/"><span aria-hidden="true">←</span> All users</a></p>
      <h1>${userId}</h1>
      ${user ? attributes(user) : html`<p>This user was deleted.</p>`}
      <section aria-labelledby="authenticators">
        <h2 id="authenticators">Authenticators</h2>
        ${authenticators.length > 0 ? list(authenticators) : empty('None.')}
      </section>
      <section aria-labelledby="actions">
        <h2 id="actions">Actions</h2>
        ${actions.length > 0 ? actionTable(actions) : empty('None in the last 30 days.')}
      </section>
    `,
  });
}

function attributes(user: User): Markup {
  const { custom, ...plain } = attributesSchema.parse(user);
  return html`<dl class="card">
    ${Object.entries(plain).map(([name, value]) => fact(name, String(value)))}
    ${custom && fact('custom', JSON.stringify(custom))} ${fact('handle', user.handle)}
  </dl>`;
}

const fact = (name: string, value: string | Markup): Markup =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

function list(authenticators: readonly Authenticator[]): Markup {
  return html`<ul class="cards">
    ${authenticators.map((each) => {
      const name = describe(each);
      return html`<li class="card">
        <h3>${name}</h3>
        <dl>
          ${fact('Created', time(each.createdAt))}
          ${each.verificationMethod === 'PASSKEY' && passkeyFacts(each)}
          ${fact('Id', each.userAuthenticatorId)}
        </dl>
        <form method="post" action="/authenticators/remove">
          <input type="hidden" name="userId" value="${each.userId}" />
          <input type="hidden" name="userAuthenticatorId" value="${each.userAuthenticatorId}" />
          <button aria-label="Remove ${name} ${each.userAuthenticatorId}">Remove</button>
        </form>
      </li>`;
    })}
  </ul>`;
}

function passkeyFacts(passkey: Passkey): Markup {
  const device = describeDevice(passkey.userAgent);
  return html`
    ${fact('Last used', passkey.lastVerifiedAt ? time(passkey.lastVerifiedAt) : 'Never')}
    ${device && fact('Created in', device)}
    ${passkey.backedUp !== undefined && fact('Kept', passkey.backedUp ? 'Synced' : 'On one device')}
    ${fact('Credential', passkey.credentialId)}
  `;
}

function describe(each: Authenticator): string {
  if (each.verificationMethod === 'PASSKEY') return nameOf(each);
  const contact = each.email ?? each.phoneNumber;
  return contact ? `${each.verificationMethod}: ${contact}` : each.verificationMethod;
}
