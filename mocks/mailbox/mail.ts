import { z } from 'zod';

/** A received mail. `to` is from the SMTP envelope, so it includes Bcc. `receivedAt` is ISO 8601. */
export const mailSchema = z.object({
  id: z.string(),
  to: z.array(z.string()),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  receivedAt: z.iso.datetime(),
});

export type Mail = z.infer<typeof mailSchema>;
