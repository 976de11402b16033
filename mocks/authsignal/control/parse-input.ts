import type { z } from 'zod';

/** What is said to the caller of a control method whose argument is wrong. */
export class InputError extends Error {}

/** Checks the argument of a control method. Throws an InputError that names each wrong field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown) {
  const result = schema.safeParse(input);
  if (result.success) return result.data;

  const problems = result.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw new InputError(problems.join('; '));
}
