import { randomUUID } from 'node:crypto';

import type { z } from 'zod';

import { at, differencesOf } from './differences';
import type { OperationId } from './documented';

/** Where a tenant answers, Authsignal's own or an emulated one. `baseUrl` ends with /v1. */
export type TenantAddress = { baseUrl: string; secretKey: string; tenantId: string };

/** Who asks: an app's server, a page that nobody has signed in at, or a page with a token. */
type Caller = 'server' | 'page' | { token: string } | { secretKey: string };

type Question = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: object;
  /** The app's server, unless it says another. */
  caller?: Caller;
  userAgent?: string;
  /** 200, unless it says another. */
  status?: number;
  answer: z.ZodType;
};

/** What a case may use. */
export type Stage = {
  /** A user that no other case names. */
  userId: string;
  /** The name of another user, who is removed at the end too. */
  otherUserId: string;
  /** Asks, notes in what the answer differs from the expected one, and returns the answer. */
  ask(question: Question): Promise<unknown>;
};

/** One fact about one operation, that is so at Authsignal. */
export type Case = { operation: OperationId; fact: string; play(stage: Stage): Promise<void> };

/** An action whose outcome for a user with an authenticator is CHALLENGE. A real tenant needs it set so. */
export const ACTION = 'contract-test';

/** Plays a case with users of its own, removes them, and returns one sentence a difference. */
export async function play({ play: perform }: Case, tenant: TenantAddress): Promise<string[]> {
  const differences: string[] = [];
  const stage = createStage(tenant, differences);
  try {
    await perform(stage);
  } catch (error) {
    differences.push(`ended early: ${error instanceof Error ? error.message : error}`);
  } finally {
    for (const id of [stage.userId, stage.otherUserId]) {
      await send(tenant, { method: 'DELETE', path: `/users/${id}?actions=true` });
    }
  }
  return differences;
}

/** A stage at this tenant, where differences are added to a list. */
export function createStage(tenant: TenantAddress, differences: string[] = []): Stage {
  const [userId, otherUserId] = [`contract-${randomUUID()}`, `contract-${randomUUID()}`];

  async function ask({ status = 200, answer, ...question }: Question) {
    const response = await send(tenant, question);
    const body: unknown = await response.json().catch(() => undefined);
    const step = `${question.method} ${question.path.replaceAll(/contract-[0-9a-f-]{36}/g, '…')}`;
    const found =
      response.status === status
        ? differencesOf(body, answer)
        : [`other status: ${status} expected, not ${response.status} ${JSON.stringify(body)}`];
    differences.push(...found.map((difference) => `${step}: ${difference}`));
    return body;
  }

  return { userId, otherUserId, ask };
}

/** The text at a place in an answer, for a later step. Throws if there is none. */
export function textAt(answer: unknown, ...place: (string | number)[]): string {
  const text = at(answer, place);
  if (typeof text === 'string') return text;
  throw new Error(`the answer has no text at ${place.join('.')}`);
}

function send(tenant: TenantAddress, question: Omit<Question, 'answer' | 'status'>) {
  const { method, path, body, caller = 'server', userAgent = 'contract' } = question;
  return fetch(tenant.baseUrl + path, {
    method,
    headers: {
      Authorization: authorize(caller, tenant),
      'User-Agent': userAgent,
      ...(body && { 'Content-Type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
}

function authorize(caller: Caller, { secretKey, tenantId }: TenantAddress) {
  if (caller === 'server') return `Basic ${btoa(`${secretKey}:`)}`;
  if (caller === 'page') return `Basic ${btoa(`${tenantId}:`)}`;
  return 'token' in caller ? `Bearer ${caller.token}` : `Basic ${btoa(`${caller.secretKey}:`)}`;
}
