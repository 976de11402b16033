import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import type { Change } from '../mocks/authsignal/store/change';

export const USERS = 100_000;
const ACTIONS_PER_USER = 10;

/**
 * Writes a file of the emulator's: 100,000 users, each with a passkey and ten actions, and as many outdated lines,
 * so that the next change lets it be rewritten.
 */
export async function writeEmulatorData(file: string): Promise<void> {
  await pipeline(lines, createWriteStream(file));
}

/** A little more than what a user has. */
const OUTDATED = '{"type":"ceremony-ended","challengeId":"ended"}\n'.repeat(ACTIONS_PER_USER + 3);

function* lines(): Generator<string> {
  const time = new Date().toISOString();
  for (let number = 0; number < USERS; number++) {
    let text = '';
    for (const change of changesOf(`user-${number}`, number, time)) {
      text += `${JSON.stringify(change)}\n`;
    }
    yield text + OUTDATED;
  }
}

function* changesOf(userId: string, number: number, time: string): Generator<Change> {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  yield {
    type: 'user',
    value: { userId, handle: `handle-of-${userId}`, email: `${userId}@example.test` },
  };
  yield {
    type: 'authenticator',
    value: {
      verificationMethod: 'PASSKEY',
      userAuthenticatorId: id,
      userId,
      createdAt: time,
      credentialId: `credential-of-${userId}`,
      publicKey: 'A'.repeat(104),
      counter: 0,
      transports: ['internal'],
      aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
      deviceType: 'multiDevice',
      backedUp: true,
      deviceId: id,
      userAgent: 'Mozilla/5.0',
    },
  };
  for (let count = 0; count < ACTIONS_PER_USER; count++) {
    yield {
      type: 'action',
      value: {
        userId,
        actionCode: 'sign-in-with-passkey',
        idempotencyKey: `${id}-${count}`,
        state: 'CHALLENGE_SUCCEEDED',
        createdAt: time,
        stateUpdatedAt: time,
        verificationMethod: 'PASSKEY',
        verifiedByAuthenticatorId: id,
      },
    };
  }
}
