/** As nodemailer takes it, which puts the name into quotes where it has to. */
interface Sender {
  name: string;
  address: string;
}

const ADDRESS = /^[^<>"@\s]+@[^<>"@\s]+$/;

/** RFC 5322, section 3.4: a name, which may stand in quotes, and the address behind it. */
const NAME_AND_ADDRESS = /^(?:"((?:[^"\\\p{Cc}]|\\\P{Cc})*)"\s*|(?!")([^<>\p{Cc}]*))<(.*)>$/u;

/**
 * Whom mails come from, or undefined where `value` does not say so. (A mailer that reads it for itself
 * takes what stands before a comma in the name for another address.)
 */
export function parseSender(value: string): Sender | undefined {
  const [, quoted, name = '', address = value.trim()] = NAME_AND_ADDRESS.exec(value.trim()) ?? [];
  if (!ADDRESS.test(address)) return undefined;
  return { name: quoted?.replace(/\\(.)/g, '$1') ?? name.trim(), address };
}
