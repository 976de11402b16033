import { Authsignal } from '@authsignal/node';
import { createEmulator } from 'authsignal-emulator';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

// Your server goes on calling the real address; msw answers in the same process, without a port.
const apiUrl = 'https://api.authsignal.com/v1';
const emulator = createEmulator({ baseUrl: apiUrl });
const network = setupServer(...emulator.handlers);
const authsignal = new Authsignal({ apiUrl, apiSecretKey: emulator.secretKey });

beforeAll(() => network.listen());
beforeEach(() => emulator.reset());
afterAll(() => {
  network.close();
  emulator.close();
});

test('a payment goes on after the challenge', async () => {
  const { token } = emulator.finishChallenge({ userId: 'ada', action: 'pay' });

  expect(await authsignal.validateChallenge({ token, action: 'pay' })).toMatchObject({
    isValid: true,
    state: 'CHALLENGE_SUCCEEDED',
    userId: 'ada',
  });
});

test('a payment whose outcome is BLOCK does not', async () => {
  emulator.setOutcome('pay', 'BLOCK');

  expect(await authsignal.track({ userId: 'ada', action: 'pay' })).toMatchObject({
    state: 'BLOCK',
  });
});
