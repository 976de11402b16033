/**
 * Control characters, halves of characters, line breaks, and what turns the direction of the text
 * around it, with which a name could pose as another one (Unicode Technical Report 36, section 2.10.4).
 */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
/** Some letters leave a blank. */
const VISIBLE = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A passkey's name as it is kept, in any language, or undefined where it cannot be one, or has more than
 * `max` characters.
 */
export function passkeyName(value: string, max = 60): string | undefined {
  const name = value.normalize('NFC').trim();
  const isName = VISIBLE.test(name) && !FORBIDDEN.test(name);
  return isName && [...name].length <= max ? name : undefined;
}
