import type { OperationId, webhookEvents } from '../support/authsignal/contract/documented';

type Name = OperationId | (typeof webhookEvents)[number];

const NO_COOKIE = 'sets no cookie';

/** In what an operation that the emulator imitates is not as Authsignal documents it. */
export const differs: Partial<Record<Name, string>> = {
  queryUsers: 'no `createdAt`',
  getUser: '`allowedVerificationMethods` is `PASSKEY` only',
  updateUser: '`locale` is only stored',
  listAuthenticators: 'a few AAGUIDs have a name; `parsedUserAgent` has the browser and the system',
  enrollAuthenticator: 'no recovery codes; not by `oobChannel`, which is deprecated',
  enrollAuthenticators: 'at most 64 KB',
  trackAction:
    '`setOutcome` and two kinds of rules decide; there is no page at `url`; `allowedVerificationMethods` is `PASSKEY` only',
  getAction: '`output` is empty; a rule is named after its id',
  updateAction: '`output` is empty; a rule is named after its id',
  listActions: '`countryCode` is what the header `X-Emulator-Country` of `track` said',
  validateChallenge: 'the texts of `error` are inferred',
  registrationOptionsWeb: NO_COOKIE,
  challengeWeb: NO_COOKIE,
  authenticationOptions: 'not restricted by user name',
  authenticationOptionsWeb: NO_COOKIE,
  verifyPasskey: 'the outcome of the action decides, and no rule',
  listOwnAuthenticators: 'addresses and numbers are not masked',
  'authenticator.created': 'no `credentialPublicKey`',
  'authenticator.updated': 'only for a newly verified address or number',
};
