import type { z } from 'zod';

import { refuse } from './errors';
import type { Call } from './operation';

/** Checks a JSON body, and refuses another shape. */
export function readBody<Schema extends z.ZodType>({ json }: Call, schema: Schema) {
  const result = schema.safeParse(json);
  if (result.success) return result.data;

  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw refuse('invalid_request', problems.join('; '));
}
