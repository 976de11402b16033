import { randomUUID } from 'node:crypto';

import PostalMime, { type Address } from 'postal-mime';

import type { Mail } from './mail';

type Envelope = { from: string; to: string[] };

/** In bytes. The time that the parser takes grows by the square of a header's lines. */
const MAX_HEADERS = 64 * 1024;

/** Makes a mail out of the bytes that came by SMTP. Rejects when they nest too deeply, or are mostly headers. */
export async function readMail(bytes: Buffer, envelope: Envelope): Promise<Mail> {
  const { from, subject, text, html } = await PostalMime.parse(bytes, {
    maxHeadersSize: MAX_HEADERS,
  });

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
