import { randomUUID } from 'node:crypto';

import PostalMime, { type Address } from 'postal-mime';

import type { Mail } from './mail';

type Envelope = { from: string; to: string[] };

/** Makes a mail out of the bytes that came by SMTP. Rejects when they nest too deeply to be one. */
export async function readMail(bytes: Buffer, envelope: Envelope): Promise<Mail> {
  const { from, subject, text, html } = await PostalMime.parse(bytes);

  return {
    id: randomUUID(),
    to: envelope.to,
    from: from ? formatAddress(from) : envelope.from,
    subject: subject ?? '',
    text: text ?? '',
    html,
    receivedAt: new Date().toISOString(),
  };
}

function formatAddress({ name, address }: Address) {
  if (!address) return name;
  return name ? `${name} <${address}>` : address;
}
