import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { z } from 'zod';

import type { Faults } from '../control/faults';
import { InputError, parseInput } from '../control/parse-input';
import type { Control } from '../index';
import { removeAuthenticator } from '../users/remove-authenticator';
import { outcomeSchema } from '../store/settings';
import type { Tenant } from '../tenant';
import { FAULTS, STEPS } from './faults-page';
import { userAddress } from './markup';

const text = z.string();
const optionalText = text.transform((value) => value || undefined);

const authenticatorForm = z.object({ userId: text, userAuthenticatorId: text });
const challengeForm = z.object({ userId: text, action: text, idempotencyKey: text });
const outcomeForm = z.object({ action: text, outcome: outcomeSchema });
const idForm = z.object({ id: text });
const ruleForm = z.object({
  id: text,
  action: optionalText,
  when: z.enum(['new-device', 'country']),
  countries: text.transform((list) => list.toUpperCase().match(/[^\s,]+/g) ?? []),
  outcome: outcomeSchema,
});
const faultForm = z.object({
  fault: text,
  operation: optionalText,
  times: text.transform((value) => (value ? Number(value) : undefined)),
});
const clockForm = z.object({ step: text });

/** What the buttons of the pages do. Each leads back to its page. */
export function addForms(
  app: Hono<{ Bindings: HttpBindings }>,
  tenant: Tenant,
  control: Control,
  faults: Faults,
) {
  const { store } = tenant;

  app.post('/authenticators/remove', async (c) => {
    const { userId, userAuthenticatorId } = await readForm(c, authenticatorForm);
    removeAuthenticator(tenant, userId, userAuthenticatorId);
    return c.redirect(userAddress(userId), 303);
  });
  app.post('/challenges/finish', async (c) => {
    const challenge = await readForm(c, challengeForm);
    control.finishChallenge(challenge);
    return c.redirect(userAddress(challenge.userId), 303);
  });

  app.post('/outcomes', async (c) => {
    const { action, outcome } = await readForm(c, outcomeForm);
    control.setOutcome(action, outcome);
    return c.redirect('/actions', 303);
  });
  app.post('/rules', async (c) => {
    const { when, countries, ...rest } = await readForm(c, ruleForm);
    const rule = when === 'country' ? { ...rest, when, countries } : { ...rest, when };
    control.setRules([...store.settings.rules, rule]);
    return c.redirect('/actions', 303);
  });
  app.post('/rules/remove', async (c) => {
    const { id } = await readForm(c, idForm);
    control.setRules(store.settings.rules.filter((rule) => rule.id !== id));
    return c.redirect('/actions', 303);
  });

  app.post('/webhooks/resend', async (c) => {
    await control.resendWebhook((await readForm(c, idForm)).id);
    return c.redirect('/webhooks', 303);
  });

  app.post('/faults', async (c) => {
    const { fault: name, operation, times } = await readForm(c, faultForm);
    const fault = FAULTS.get(name);
    if (!fault) throw new InputError('There is no such fault.');
    control.setFaults([...faults.list(), { ...fault, operation, times }]);
    return c.redirect('/faults', 303);
  });
  app.post('/faults/remove', (c) => {
    control.setFaults([]);
    return c.redirect('/faults', 303);
  });
  app.post('/clock', async (c) => {
    const advanceMs = STEPS.get((await readForm(c, clockForm)).step);
    control.setClock(advanceMs === undefined ? undefined : { advanceMs });
    return c.redirect('/faults', 303);
  });
  app.post('/reset', (c) => {
    control.reset();
    return c.redirect('/faults', 303);
  });
}

const readForm = async <Schema extends z.ZodType>(c: Context, schema: Schema) =>
  parseInput(schema, await c.req.parseBody(), 'form');
