import { z } from 'zod';

import { AppError } from '@/utils/base/errors';
import { isBeingDeleted } from '@/utils/change-mails/change-origin.server';
import { type PasskeyChange, reportChange } from '@/utils/change-mails/report-change.server';
import { idSchema, nameSchema } from '@/utils/passkey-list/answers';

/** The events of Authsignal's webhooks that matter here (docs.authsignal.com, webhooks). */
const kinds = new Map<string, PasskeyChange['kind']>([
  ['authenticator.created', 'passkey_added'],
  ['authenticator.deleted', 'passkey_removed'],
]);

const eventSchema = z.object({ type: z.string(), data: z.unknown() });

const authenticatorSchema = z.object({
  userId: idSchema,
  userAuthenticatorId: idSchema,
  verificationMethod: z.string(),
  createdAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().nullish(),
  credentialName: nameSchema,
});

/** Mails the user. Throws `invalid_request`, or `service_unavailable`: then Authsignal sends the event again. */
export async function handleEvent(event: unknown): Promise<void> {
  const { type, data } = parse(eventSchema, event);
  const kind = kinds.get(type);
  if (!kind) return;
  const { userId, userAuthenticatorId: id, ...passkey } = parse(authenticatorSchema, data);
  if (passkey.verificationMethod !== 'PASSKEY') return; // guard: webhook-method

  // Next time the user is gone, or the deletion has failed and the mail is due.
  if (await isBeingDeleted(userId)) throw new AppError('service_unavailable'); // guard: during-deletion
  const at = (kind === 'passkey_removed' && passkey.deletedAt) || passkey.createdAt;
  await reportChange({ kind, userId, id, at, passkey: passkey.credentialName });
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const { data, success } = schema.safeParse(value);
  if (!success) throw new AppError('invalid_request');
  return data;
}
