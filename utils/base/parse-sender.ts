const ADDRESS = /^[^<>"@\s]+@[^<>"@\s]+$/;

/** RFC 5322, section 3.4: a name, which may be in quotes, before an address. */
const NAME_AND_ADDRESS = /^(?:"((?:[^"\\\p{Cc}]|\\\P{Cc})*)"\s*|(?!")([^<>\p{Cc}]*))<(.*)>$/u;

/** For nodemailer, which would split a name at its commas. Undefined if `value` is not a sender. */
export function parseSender(value: string): { name: string; address: string } | undefined {
  const [, quoted, name = '', address = value.trim()] = NAME_AND_ADDRESS.exec(value.trim()) ?? [];
  if (!ADDRESS.test(address)) return undefined;
  return { name: quoted?.replace(/\\(.)/g, '$1') ?? name.trim(), address };
}
