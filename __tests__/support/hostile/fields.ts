import type { Dice, Words } from './dice';
import { hostileText } from './values';

/** Names of fields that mean something, or that a parser takes for more than a name. */
export const FIELDS: Words = [
  'callbackUrl',
  'email',
  'csrfToken',
  'signInToken',
  'token',
  'error',
  'json',
  'redirect',
  'nextauth',
  'data',
  'confirm',
  'id',
  '__proto__',
  'email[]',
  'email[a]',
  'callbackUrl[toString]',
  '',
];

/** Fields as a query or a form holds them; a name may stand there twice. */
export const hostileFields = (dice: Dice, count: number) =>
  Array.from({ length: count }, () => {
    const name = dice.chance(0.9) ? dice.pick(FIELDS) : hostileText(dice);
    return `${percent(name)}=${encode(dice, hostileText(dice))}`;
  }).join('&');

const encode = (dice: Dice, text: string) =>
  dice.chance(0.9) ? percent(text) : text.replace(/[\s\0#]|[^\x20-\x7e]/g, '');

/** As encodeURIComponent, which throws on half a character; a form never does (URL, section 5.2). */
export const percent = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
