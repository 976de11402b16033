import type { Dice, Words } from './dice';

/** Stands in every other value; where it turns up unasked, something was reflected. */
export const EVIL = 'evil.example';

/** The name of the header that a line break in a value tries to add. */
export const INJECTED = 'x-injected';

const texts: Words = [
  '',
  'null',
  'undefined',
  '[object Object]',
  '0',
  '-1',
  '9'.repeat(400),
  `https://${EVIL}/`,
  `//${EVIL}`,
  `/\\${EVIL}`,
  `\\\\${EVIL}`,
  `/\t/${EVIL}`,
  `https:${EVIL}`,
  `http://localhost@${EVIL}`,
  `http://localhost.${EVIL}`,
  `javascript:alert('${EVIL}')`,
  'data:text/html,<script>alert(1)</script>',
  'http://[',
  'http://%',
  `x\r\n${INJECTED}: ${EVIL}`,
  `x\n${INJECTED}: ${EVIL}\n\n<evil-tag>`,
  'nul\0byte',
  '\u2028\u2029\ufeff',
  '\ud800 alone',
  'ａ@ｂ．ｃｏ',
  '𝔸'.repeat(50),
  '../../../../../etc/passwd',
  '..%2f..%2f',
  '%',
  '%zz',
  '%00',
  '%c0%af',
  "' OR 1=1 --",
  '"><evil-tag>',
  '{{7*7}}${7*7}',
  '__proto__',
  'constructor',
  'a'.repeat(300),
  'a'.repeat(5000),
  'person@example.com',
  `person@example.com,victim@${EVIL}`,
  `"person@example.com"@${EVIL}`,
  `person@example.com\r\nBcc: victim@${EVIL}`,
  'Verification',
  'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c',
  'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.',
  'a-token-that-nobody-made',
  '0'.repeat(64),
];

/** A value that somebody sends in the hope that it breaks something. */
export function hostileText(dice: Dice): string {
  if (dice.chance(0.8)) return dice.pick(texts);
  const length = dice.below(80);
  return Array.from({ length }, () => String.fromCharCode(dice.below(0x250))).join('');
}

/** The same as JSON may hold it: also lists, objects and depths. */
export function hostileJson(dice: Dice, depth = 0): unknown {
  const scalar = dice.pick<unknown>([null, true, false, 0, -1, 1e308, [], {}, '']);
  if (depth > 3 || dice.chance(0.5)) return dice.chance(0.7) ? hostileText(dice) : scalar;
  if (dice.chance(0.05)) return nested(2_000);
  const length = dice.below(4);
  const parts = Array.from({ length }, () => hostileJson(dice, depth + 1));
  return dice.chance(0.5)
    ? parts
    : Object.fromEntries(parts.map((part) => [hostileText(dice), part]));
}

/** Lists in a list in a list. */
function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}
