import { z } from 'zod';

import { method, time } from './answers';

const state = z.enum([
  'ALLOW',
  'BLOCK',
  'CHALLENGE_REQUIRED',
  'CHALLENGE_SUCCEEDED',
  'CHALLENGE_FAILED',
  'REVIEW_REQUIRED',
  'REVIEW_SUCCEEDED',
  'REVIEW_FAILED',
]);

export const tracked = z.strictObject({
  state,
  idempotencyKey: z.string().min(1),
  url: z.string().min(1),
  token: z.string().min(1),
  isEnrolled: z.boolean(),
  enrolledVerificationMethods: z.array(method).optional(),
  allowedVerificationMethods: z.array(method).min(1),
  defaultVerificationMethod: method.optional(),
  ruleIds: z.array(z.string()).optional(),
});

export const action = z.strictObject({
  state,
  createdAt: time,
  stateUpdatedAt: time,
  verificationMethod: method.optional(),
  output: z.looseObject({}),
  rules: z.array(z.looseObject({ ruleId: z.string() })).optional(),
  ruleIds: z.array(z.string()).optional(),
  priorityRuleId: z.string().optional(),
});

/** The SDKs read the state only, the documentation has the whole action. */
export const changedAction = action.partial().required({ state: true });

export const listedAction = z.strictObject({
  actionCode: z.string(),
  idempotencyKey: z.string(),
  createdAt: time,
  updatedAt: time.optional(),
  state,
  stateUpdatedAt: time.optional(),
  verificationMethod: method.optional(),
  verifiedByAuthenticatorId: z.string().optional(),
  userAgent: z.string().optional(),
  ipAddress: z.string().optional(),
  countryCode: z.string().optional(),
});

export const validation = z.strictObject({
  isValid: z.boolean(),
  state: state.optional(),
  stateUpdatedAt: time.optional(),
  userId: z.string().optional(),
  action: z.string().optional(),
  actionCode: z.string().optional(),
  idempotencyKey: z.string().optional(),
  verificationMethod: method.optional(),
  error: z.string().optional(),
});
