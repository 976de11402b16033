import { z } from 'zod';

import { idSchema, nameSchema } from '@/utils/passkey-list/answers';
import { isBeingDeleted } from '@/utils/change-mails/change-origin.server';
import { AppError } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';
import { type PasskeyChange, reportChange } from '@/utils/change-mails/report-change.server';

/** Events of which Authsignal's webhooks tell, as far as they matter here (docs.authsignal.com). */
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

/**
 * Does what an event asks for. Throws `invalid_request`, and `service_unavailable` where Authsignal
 * is to send it again.
 */
export async function handleEvent(event: unknown): Promise<void> {
  const { type, data } = parse(eventSchema, event);
  const kind = kinds.get(type);
  if (!kind) return;
  const authenticator = parse(authenticatorSchema, data);
  if (authenticator.verificationMethod !== 'PASSKEY') return; // guard: webhook-method

  const { userId, userAuthenticatorId, createdAt, deletedAt, credentialName } = authenticator;
  try {
    // A deletion removes the passkeys, too. When Authsignal sends the event again, either the user is
    // gone, or the deletion has failed and the user has to know.
    if (await isBeingDeleted(userId)) throw new AppError('service_unavailable');
    await reportChange({
      kind,
      userId,
      id: userAuthenticatorId,
      at: (kind === 'passkey_removed' && deletedAt) || createdAt,
      passkey: credentialName,
    });
  } catch (error) {
    log.error({ event: 'webhook_failed', type, error: nameOf(error) });
    throw new AppError('service_unavailable');
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_request');
}
