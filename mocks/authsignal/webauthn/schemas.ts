import { z } from 'zod';

import { attachmentSchema, transportSchema } from '../store/records';

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** Authsignal's iOS SDK sends some values in base64 with `+`, `/` and `=`. */
const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]+={0,2}$/)
  .transform((text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));

/** Authsignal's mobile SDKs send no `clientExtensionResults`. No extension is asked for, so none is read. */
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.string(),
  authenticatorAttachment: attachmentSchema.optional().catch(undefined),
};

/** RegistrationResponseJSON: https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson */
export const registrationResponseSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64,
    attestationObject: base64url,
    transports: z.array(transportSchema).optional().catch([]),
  }),
});

/** AuthenticationResponseJSON: https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson */
export const authenticationResponseSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64.nullish().transform((handle) => handle ?? undefined),
  }),
});

export type RegistrationResponse = z.infer<typeof registrationResponseSchema>;
export type AuthenticationResponse = z.infer<typeof authenticationResponseSchema>;
