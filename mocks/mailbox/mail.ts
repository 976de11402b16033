import { z } from 'zod';

/**
 * A received mail. `to` is from the SMTP envelope, so it includes Cc and Bcc; `cc` is from the header.
 * `receivedAt` is ISO 8601. The defaults are for files of versions that did not keep these fields.
 */
export const mailSchema = z.object({
  id: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()).default([]),
  from: z.string(),
  subject: z.string(),
  /** In the mail's order, with values as sent. */
  headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  text: z.string(),
  html: z.string().optional(),
  /** `size` is in bytes, after decoding. The contents are in `raw` only. */
  attachments: z
    .array(z.object({ name: z.string(), type: z.string(), size: z.number() }))
    .default([]),
  /** The bytes as received, in base64. */
  raw: z.base64().optional(),
  receivedAt: z.iso.datetime(),
});

export type Mail = z.infer<typeof mailSchema>;
