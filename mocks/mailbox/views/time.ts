import { html } from './html';

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** Shows an ISO 8601 time in the time zone of this machine. */
export const time = (iso: string) =>
  html`<time datetime="${iso}">${format.format(new Date(iso))}</time>`;
