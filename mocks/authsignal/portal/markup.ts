import { html } from 'hono/html';

/** A piece of a page. `html` of hono makes it, and escapes what it is given. */
export type Markup = ReturnType<typeof html>;

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** Shows an ISO 8601 time in the time zone of this machine. */
export const time = (iso: string): Markup =>
  html`<time datetime="${iso}">${format.format(new Date(iso))}</time>`;

/** A number with its noun, such as `1 passkey` and `1,000 passkeys`. */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

/** The options of a `select`. */
export const options = (values: readonly string[], selected?: string): Markup[] =>
  values.map((value) =>
    value === selected ? html`<option selected>${value}</option>` : html`<option>${value}</option>`,
  );

/** What a list says when it has nothing. */
export const empty = (text: string): Markup => html`<p class="empty">${text}</p>`;

/** The page of a user. In the query, an id may be `..` or hold a slash. */
export const userAddress = (userId: string): string => `/user?id=${encodeURIComponent(userId)}`;
