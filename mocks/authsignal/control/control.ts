import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { finishAction, issueResultToken, openAnswered } from '../actions/actions';
import type { Clock } from './clock';
import type { Control } from '../index';
import { ACTION_CODE } from '../inferred';
import { outcomeSchema, rulesSchema } from '../store/settings';
import type { Tenant } from '../tenant';
import { type Faults, faultsSchema } from './faults';
import { InputError, parseInput } from './parse-input';
import type { RequestLog } from './request-log';
import { harvest, plantSeed } from './seed';

const actionCode = z.string().regex(ACTION_CODE, 'Up to 64 letters, digits, _ and -');

const TEN_YEARS_MS = 3650 * 24 * 60 * 60_000;

const seedOfChance = z.int().optional();

const clockChange = z
  .union([
    z.strictObject({ advanceMs: z.number().min(-TEN_YEARS_MS).max(TEN_YEARS_MS) }),
    z.strictObject({ at: z.iso.datetime({ offset: true }) }),
    z.strictObject({}).transform(() => undefined),
  ])
  .optional();

const challengeSchema = z.strictObject({
  userId: z.string().min(1),
  action: actionCode,
  idempotencyKey: z.string().min(1).max(256).optional(),
});

export type Instruments = { clock: Clock; faults: Faults; requests: RequestLog };

/** What tests, scripts and the portal do to a tenant: index.d.ts says what each method is. */
export function createControl(tenant: Tenant, { clock, faults, requests }: Instruments): Control {
  const { store, webhooks } = tenant;

  return {
    seed: (data) => plantSeed(tenant, data),
    state: () => harvest(store),

    reset() {
      store.clear();
      webhooks.forget();
      requests.clear();
      faults.set([]);
      clock.set(undefined);
    },

    setOutcome(action, outcome) {
      const parsed = parseInput(outcomeSchema, outcome, 'outcome');
      const outcomes = {
        ...store.settings.outcomes,
        [parseInput(actionCode, action, 'action')]: parsed,
      };
      store.saveSettings({ outcomes });
    },

    setRules: (rules) => store.saveSettings({ rules: parseInput(rulesSchema, rules, 'rules') }),

    setFaults: (list, seed) =>
      faults.set(parseInput(faultsSchema, list, 'faults'), parseInput(seedOfChance, seed, 'seed')),

    setClock: (change) => clock.set(parseInput(clockChange, change, 'change')),

    requests: () => requests.list().map((describe) => describe()),
    webhooks: () => webhooks.list(),

    async resendWebhook(id) {
      const sent = await webhooks.resend(id);
      if (!sent) throw new InputError('There is no such webhook, or no receiver.');
      return sent;
    },

    finishChallenge(input) {
      const {
        userId,
        action: code,
        idempotencyKey = randomUUID(),
      } = parseInput(challengeSchema, input, 'challenge');
      store.saveUser(userId, {});
      const key = { userId, actionCode: code, idempotencyKey };
      const action = openAnswered(tenant, key);
      if (/^(BLOCK|REVIEW)/.test(action.state)) {
        throw new InputError(`The action is in the state ${action.state}.`);
      }
      const passkey = store.listPasskeys(userId).at(-1);
      finishAction(tenant, action, 'CHALLENGE_SUCCEEDED', passkey?.userAuthenticatorId);
      return { token: issueResultToken(tenant, action) };
    },
  };
}
