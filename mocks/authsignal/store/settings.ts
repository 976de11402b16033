import { z } from 'zod';

/** What is decided for a new action. */
export const outcomeSchema = z.enum(['ALLOW', 'CHALLENGE', 'REVIEW', 'BLOCK']);

const ruleBase = { id: z.string().min(1), action: z.string().optional(), outcome: outcomeSchema };

/** When an action gets another outcome than its own. */
const ruleSchema = z.discriminatedUnion('when', [
  z.strictObject({ ...ruleBase, when: z.literal('new-device') }),
  z.strictObject({
    ...ruleBase,
    when: z.literal('country'),
    countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'Two capital letters, such as NZ')).min(1),
  }),
]);

export const outcomesSchema = z.record(z.string(), outcomeSchema);

export const rulesSchema = z
  .array(ruleSchema)
  .refine(
    (rules) => new Set(rules.map(({ id }) => id)).size === rules.length,
    'Two rules have the same id.',
  );

/** What is set in the portal, and lasts. */
export const settingsSchema = z.object({
  outcomes: outcomesSchema,
  rules: rulesSchema.default([]),
});

export type Rule = z.infer<typeof ruleSchema>;
export type Settings = z.infer<typeof settingsSchema>;
