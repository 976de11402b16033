/** As nodemailer takes it, which puts the name into quotes where it has to. */
interface Sender {
  name: string;
  address: string;
}

/** RFC 5322, section 3.4: an address alone, or behind a name, which may stand in quotes. */
const FORMS = [
  /^(?<address>[^<>"@\s]+@[^<>"@\s]+)$/,
  /^(?!")(?<name>[^<>\p{Cc}]*)<(?<address>[^<>"@\s]+@[^<>"@\s]+)>$/u,
  /^"(?<quoted>([^"\\\p{Cc}]|\\\P{Cc})*)"\s*<(?<address>[^<>"@\s]+@[^<>"@\s]+)>$/u,
];

/**
 * Whom mails come from, or undefined where `value` does not say so. (A mailer that reads it for itself
 * takes what stands before a comma in the name for another address.)
 */
export function parseSender(value: string): Sender | undefined {
  const parts = FORMS.map((form) => form.exec(value.trim())?.groups).find(Boolean);
  const name = parts?.quoted?.replace(/\\(.)/g, '$1') ?? parts?.name?.trim() ?? '';
  return parts?.address ? { name, address: parts.address } : undefined;
}
