import { z } from 'zod';

import { requireSecretKey } from '../access/authorization';
import { enrollVerified, verifiedSchema } from '../users/enroll-verified';
import { Refusal } from '../http/errors';
import { operation } from '../http/operation';
import { readBody } from '../http/read-body';

const itemSchema = verifiedSchema.and(z.object({ userId: z.string().min(1) }));
const bodySchema = z.object({ authenticators: z.array(itemSchema).max(1000) });

/**
 * POST /users/authenticators enrolls many, for as many users. What fails does not keep the others from it.
 * Source: docs.authsignal.com (batch enroll verified authenticators).
 */
export const enrollAuthenticators = operation(
  'enrollAuthenticators',
  'POST',
  '/users/authenticators',
  (tenant, call) => {
    requireSecretKey(call, tenant);
    const { authenticators } = readBody(call, bodySchema);
    const failures = authenticators.flatMap(({ userId, ...verified }) => {
      try {
        enrollVerified(tenant, userId, verified);
        return [];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { errorCode, errorDescription } = error.body;
        const credentialId = 'credentialId' in verified ? verified.credentialId : undefined;
        return [{ userId, credentialId, errorCode, errorDescription }];
      }
    });
    const [total, failed] = [authenticators.length, failures.length];
    return { total, succeeded: total - failed, failed, failures };
  },
);
