import { html } from './html';

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** An ISO 8601 time, shown in the time zone of this machine. */
export const time = (iso: string) =>
  html`<time datetime="${iso}">${format.format(new Date(iso))}</time>`;
