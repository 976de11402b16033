import { actions } from './actions';
import { authenticators } from './authenticators';
import { foreignPasskeys } from './foreign-passkeys';
import { passkeys } from './passkeys';
import type { Case } from './play';
import { queries } from './queries';
import { signIns } from './sign-ins';
import { users } from './users';
import { validation } from './validation';

/**
 * What is so at Authsignal, as far as its documentation and the tests of its own SDKs (for Node, Python, Go,
 * Ruby and Java) tell. The emulator and a real tenant are asked the same.
 */
export const contract: Case[] = [
  ...users,
  ...queries,
  ...authenticators,
  ...actions,
  ...validation,
  ...passkeys,
  ...signIns,
  ...foreignPasskeys,
];
