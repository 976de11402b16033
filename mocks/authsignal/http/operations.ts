import { addPasskey } from '../client-api/add-passkey';
import { authenticationOptions } from '../client-api/authentication-options';
import { challenge } from '../client-api/challenge';
import { findPasskey } from '../client-api/find-passkey';
import { listOwnAuthenticators } from '../client-api/list-own-authenticators';
import { registrationOptions } from '../client-api/registration-options';
import { verifyPasskey } from '../client-api/verify-passkey';
import type { Operation } from './operation';
import { deleteAuthenticator } from '../server-api/delete-authenticator';
import { deleteUser } from '../server-api/delete-user';
import { enrollAuthenticator } from '../server-api/enroll-authenticator';
import { enrollAuthenticators } from '../server-api/enroll-authenticators';
import { getAction } from '../server-api/get-action';
import { getUser } from '../server-api/get-user';
import { listActions } from '../server-api/list-actions';
import { listAuthenticators } from '../server-api/list-authenticators';
import { queryUsers } from '../server-api/query-users';
import { trackAction } from '../server-api/track-action';
import { updateAction } from '../server-api/update-action';
import { updateUser, updateUserByPost } from '../server-api/update-user';
import { validateChallenge } from '../server-api/validate-challenge';

/** All operations that the emulator imitates. Of two that fit an address, the first answers. */
export const operations: Operation[] = [
  trackAction,
  validateChallenge,
  getAction,
  updateAction,
  listActions,
  queryUsers,
  getUser,
  enrollAuthenticators,
  updateUser,
  updateUserByPost,
  deleteUser,
  listAuthenticators,
  enrollAuthenticator,
  deleteAuthenticator,
  registrationOptions,
  addPasskey,
  challenge,
  authenticationOptions,
  verifyPasskey,
  listOwnAuthenticators,
  findPasskey,
];
