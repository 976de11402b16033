/** Control characters, lone surrogates, line breaks and direction marks (Unicode UTR 36, section 2.10.4). */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
/** A letter, digit or sign. Some letters are invisible. */
const VISIBLE = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]/u;

/** A passkey's name as it is stored, or undefined if `value` is no name or has more than `max` characters. */
export function passkeyName(value: string, max = 60): string | undefined {
  const name = value.normalize('NFC').trim();
  const isName = VISIBLE.test(name) && !FORBIDDEN.test(name);
  return isName && [...name].length <= max ? name : undefined;
}
