import type { Dice } from './dice';
import { FIELDS, hostileFields } from './fields';
import type { Credentials } from './requests';
import { hostileJson, hostileText } from './values';

/** A body and what it says that it is, which need not agree. */
export function hostileBody(dice: Dice, { csrfToken }: Credentials): [string, string] {
  const form = 'application/x-www-form-urlencoded';
  const json = 'application/json';
  const csrf = dice.chance(0.6) ? `csrfToken=${csrfToken}&` : '';
  const fields = () => csrf + hostileFields(dice, dice.below(5));
  const object = () => {
    const entries = Array.from({ length: dice.below(5) }, () => [
      dice.pick(FIELDS),
      hostileJson(dice),
    ]);
    return JSON.stringify({ ...(csrf && { csrfToken }), ...Object.fromEntries(entries) });
  };
  const odd: readonly [string, ...string[]] = [
    'text/plain',
    `${json}; charset=utf-7`,
    `${form}; charset=nonsense`,
    'multipart/form-data; boundary=x',
    'application/xml',
    ';;;',
    'a'.repeat(200),
  ];
  const writers: [() => [string, string], ...(() => [string, string])[]] = [
    () => [form, `${csrf}email=person-${dice.below(1e6)}@example.com`],
    ...Array.from({ length: 6 }, () => (): [string, string] => [form, fields()]),
    ...Array.from({ length: 4 }, () => (): [string, string] => [json, object()]),
    () => [json, JSON.stringify(hostileJson(dice))],
    () => [json, object().slice(0, -1 - dice.below(10))],
    () => [json, '{"token":"\\ud800","token":1,"__proto__":{"sub":"x"}}'],
    () => [form, `${fields()}&${'x=1&'.repeat(2000)}`],
    () => [dice.pick([form, json]), 'a'.repeat(20_000 + dice.below(100_000))],
    () => [dice.pick(odd), dice.chance(0.5) ? fields() : object()],
    () => [form, hostileText(dice)],
    () => ['', ''],
  ];
  return dice.pick(writers)();
}
