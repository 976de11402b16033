import type { z } from 'zod';

import { refuse } from './errors';

/** Reads and checks a JSON body. Inferred: for a wrong shape the error is `invalid_request`. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const body: unknown = await request.json().catch(() => undefined);
  const result = schema.safeParse(body);
  if (result.success) return result.data;

  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw refuse('invalid_request', problems.join('; '));
}
