import { z } from 'zod/v4';

import { passkeyName } from './display-name';

// The part of Authsignal's answers that this folder reads.

/** An id of ours or of Authsignal's. The SDK puts it into a path unencoded. */
export const idSchema = z.string().regex(/^[\w-]{1,128}$/);

/** Some products have names that are longer than the names that users type. */
const MAX_NAME = 120;

/** The name of a passkey or a product. A name that passkeyName refuses counts as none. */
export const nameSchema = z
  .string()
  .transform((name) => passkeyName(name, MAX_NAME))
  .optional()
  .catch(undefined);

/** An image within the URL. Any other icon counts as none. */
const iconSchema = z
  .string()
  .max(50_000)
  .regex(/^data:image\/(svg\+xml|png);base64,[\w+/]+=*$/)
  .optional()
  .catch(undefined);

const namedSchema = z.object({ name: nameSchema }).optional();

export const authenticatorSchema = z.object({
  userAuthenticatorId: idSchema,
  verificationMethod: z.string(),
  createdAt: z.iso.datetime(),
  lastVerifiedAt: z.iso.datetime().optional(),
  webauthnCredential: z
    .object({
      credentialId: z.string(),
      credentialBackedUp: z.boolean(),
      aaguidMapping: z.object({
        name: nameSchema,
        svgIconLight: iconSchema,
        svgIconDark: iconSchema,
      }),
      parsedUserAgent: z.object({ browser: namedSchema, os: namedSchema }),
    })
    .partial()
    .optional(),
});

export type Authenticator = z.infer<typeof authenticatorSchema>;
