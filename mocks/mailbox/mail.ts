import { z } from 'zod';

/** One received mail. `to` is the SMTP envelope's, so a blind copy shows too; `receivedAt` is ISO 8601. */
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
