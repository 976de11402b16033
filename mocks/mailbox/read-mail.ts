import { randomUUID } from 'node:crypto';

import PostalMime, { type Address } from 'postal-mime';

import type { Mail } from './mail';

type Envelope = { from: string; to: string[] };

/** Limited, because the parser's time grows with the square of a header's lines. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Parses a mail. Rejects if its parts are nested too deeply, or if its headers are over 64 KB. */
export async function readMail(bytes: Buffer, envelope: Envelope): Promise<Mail> {
  const { from, cc, subject, headers, text, html, attachments } = await PostalMime.parse(bytes, {
    maxHeadersSize: MAX_HEADER_BYTES,
  });

  return {
    id: randomUUID(),
    to: envelope.to,
    cc: (cc ?? []).map(formatAddress),
    from: from ? formatAddress(from) : envelope.from,
    subject: subject ?? '',
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: text ?? '',
    html,
    attachments: attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? '',
      type: mimeType,
      size: Buffer.byteLength(content),
    })),
    raw: bytes.toString('base64'),
    receivedAt: new Date().toISOString(),
  };
}

function formatAddress({ name, address }: Address) {
  if (!address) return name;
  return name ? `${name} <${address}>` : address;
}
