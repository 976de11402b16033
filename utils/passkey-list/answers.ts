import { z } from 'zod';

import { passkeyName } from '@/utils/passkey-list/display-name';

// What the app reads of Authsignal's answers; whatever else stands in them is ignored.

/** An id, ours or Authsignal's own, which the SDK puts into a path as it comes. */
export const idSchema = z.string().regex(/^[\w-]{1,128}$/);

/** Of what vendors call their products, some of it longer than what people type. */
const MAX_NAME = 120;

/** What a passkey or its provider is called; what could pose as something else is no name. */
export const nameSchema = z
  .string()
  .transform((name) => passkeyName(name, MAX_NAME))
  .optional()
  .catch(undefined);

/** An image of its own; anything else that might stand there is as good as no icon. */
const iconSchema = z
  .string()
  .max(50_000)
  .regex(/^data:image\/(svg\+xml|png);base64,[\w+/]+=*$/)
  .optional()
  .catch(undefined);

export const authenticatorSchema = z.object({
  userAuthenticatorId: idSchema,
  verificationMethod: z.string(),
  createdAt: z.iso.datetime(),
  lastVerifiedAt: z.iso.datetime().optional(),
  webauthnCredential: z
    .object({
      credentialId: z.string().optional(),
      credentialBackedUp: z.boolean().optional(),
      aaguidMapping: z
        .object({ name: nameSchema, svgIconLight: iconSchema, svgIconDark: iconSchema })
        .optional(),
      parsedUserAgent: z
        .object({
          browser: z.object({ name: nameSchema }).optional(),
          os: z.object({ name: nameSchema }).optional(),
        })
        .optional(),
    })
    .optional(),
});

export type Authenticator = z.infer<typeof authenticatorSchema>;

export const actionSchema = z.object({
  idempotencyKey: z.string(),
  verifiedByAuthenticatorId: z.string().optional(),
});
