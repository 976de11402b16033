import type { z } from 'zod';

/**
 * What an answer has that its shape has not, and the other way round: one sentence a field. Empty when they
 * agree. Only fields that a shape names as optional may be missing, and only strict objects refuse others.
 */
export function differencesOf(answer: unknown, shape: z.ZodType): string[] {
  const result = shape.safeParse(answer);
  return result.success ? [] : result.error.issues.flatMap((issue) => describe(answer, issue));
}

function describe(answer: unknown, issue: z.core.$ZodIssue): string[] {
  const place = (...more: PropertyKey[]) => ['answer', ...issue.path, ...more].join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `extra field ${place(key)} (${show(at(answer, issue.path, key))})`,
    );
  }

  const found = at(answer, issue.path);
  if (found === undefined) return [`missing field ${place()}`];
  if (issue.code === 'invalid_type') {
    return [`other type at ${place()}: ${issue.expected} expected, not ${show(found)}`];
  }
  return [`other value at ${place()}: ${issue.message}, not ${show(found)}`];
}

/** The value at a path of keys and positions, or undefined. */
export function at(value: unknown, path: PropertyKey[], ...more: PropertyKey[]): unknown {
  return [...path, ...more].reduce<unknown>(
    (found, key) => (Object(found) === found ? Reflect.get(Object(found), key) : undefined),
    value,
  );
}

function show(value: unknown) {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
