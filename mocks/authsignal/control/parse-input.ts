import type { z } from 'zod';

import { describeProblems } from '../http/read-body';

/** What is said to the caller of a control method whose argument is wrong. */
export class InputError extends Error {}

/** Checks an argument of a control method. Throws an InputError that names it, and each wrong field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown, name: string) {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InputError(describeProblems(result.error, name));
}
