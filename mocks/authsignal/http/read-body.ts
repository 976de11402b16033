import type { z } from 'zod';

import { refuse } from './errors';
import type { Call } from './operation';

/** Checks a JSON body, and refuses another shape. */
export function readBody<Schema extends z.ZodType>({ json }: Call, schema: Schema) {
  const result = schema.safeParse(json);
  if (result.success) return result.data;

  throw refuse('invalid_request', describeProblems(result.error, 'body'));
}

/** Names each wrong field of `root`, and what is wrong. */
export const describeProblems = (error: z.ZodError, root: string): string =>
  error.issues.map(({ path, message }) => `${[root, ...path].join('.')}: ${message}`).join('; ');
