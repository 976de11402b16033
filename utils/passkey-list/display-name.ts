/**
 * Control characters, lone surrogates, line breaks, direction marks (Unicode UTR 36, section 2.10.4), and spaces
 * without width. Joiners are parts of emoji and of some scripts.
 */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200B\u2060\uFEFF]/u;
/** A letter, digit or sign. Some letters are invisible, and so is the Braille pattern without dots. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** A passkey's name as it is stored, or undefined if `value` is no name or has more than `max` characters. */
export function passkeyName(value: string, max = 60): string | undefined {
  const name = value.normalize('NFC').trim();
  if (!VISIBLE.test(name)) return undefined; // guard: visible-name
  if (FORBIDDEN.test(name)) return undefined; // guard: plain-name
  return [...name].length <= max ? name : undefined;
}
