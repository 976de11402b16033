/** @jest-environment jsdom */
import { act, renderHook } from '@testing-library/react';

import { type CreatePasskeySettings, useCreatePasskey } from '@/utils/passkeys/use-create-passkey';

import { furnishPage } from '../support/page/furnish-page';

const signUp = jest.fn();
jest.mock('@authsignal/browser', () => ({ Authsignal: class {} }));
jest.mock('@/utils/passkeys/patched-sdk.browser', () => ({ patchedSdk: () => ({ signUp }) }));

beforeEach(() => {
  furnishPage();
  const userAuthenticator = { userAuthenticatorId: 'new-passkey' };
  signUp.mockReset().mockResolvedValue({ data: { token: 'result', userAuthenticator } });
});

async function create(settings: Partial<CreatePasskeySettings>) {
  const post = async () => ({ token: 'enrolment' });
  const { result } = renderHook(() => useCreatePasskey({ username: 'ada', post, ...settings }));
  let thrown: unknown;
  await act(async () => {
    await result.current.create().catch((error: unknown) => {
      thrown = error;
    });
  });
  return { state: result.current.state, thrown };
}
const created = { status: 'created', place: 'anywhere', wasThere: false, id: 'new-passkey' };

test('the host hears of a passkey that was created', async () => {
  const heard: (string | undefined)[] = [];
  const onChange = () => void heard.push('change');
  const onCreated = (id: string) => void heard.push(id);
  expect(await create({ onChange, onCreated })).toEqual({ state: created, thrown: undefined });
  expect(heard).toEqual(['change', 'new-passkey']);
});

test.each(['onChange', 'onCreated'])(
  'a bug of the host in `%s` is thrown, and the passkey counts as created',
  async (name) => {
    const bug = new Error('A bug of the host.');
    const fail = () => {
      throw bug;
    };
    expect(await create({ [name]: fail })).toEqual({ state: created, thrown: bug });
  },
);

test.each([{}, { token: 7 }, undefined, 'token'])(
  'the answer %j of a route, without a token, starts no ceremony',
  async (answer) => {
    const { state } = await create({ post: async () => answer });
    expect(state).toEqual({ status: 'failed', code: 'passkeys_unavailable' });
    expect(signUp).not.toHaveBeenCalled();
  },
);

test.each([null, undefined])('a user whose name is %s creates a passkey', async (username) => {
  expect(await create({ username })).toMatchObject({ state: created });
  expect(signUp).toHaveBeenCalledWith({ token: 'enrolment' });
});
