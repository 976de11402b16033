/** Codes of the documentation and of the SDKs, some inferred (inferred.ts). Only the emulator has the last four. */
const CATALOGUE = {
  invalid_request: [400, 'The request is not valid.'],
  invalid_credential: [400, 'The passkey is not valid for this user.'],
  unknown_credential: [400, 'The passkey is not known.'],
  unauthorized: [
    401,
    'The request is unauthorized. Check that your API key and region base URL are correctly configured.',
  ],
  expired_token: [401, 'The token has expired.'],
  invalid_token: [401, 'The token is not valid.'],
  forbidden: [403, 'The token does not permit this.'],
  not_found: [404, 'It does not exist.'],
  conflict: [409, 'The credential belongs to another user already.'],
  bad_request: [400, 'The address or the HTTP is not valid.'],
  too_large: [413, 'The body is over 64 KB.'],
  internal_error: [500, 'The emulator failed. Its terminal says why.'],
  not_emulated: [400, 'The Authsignal emulator does not support this operation.'],
} as const;

export type ErrorCode = keyof typeof CATALOGUE;

/** What an operation throws in place of an answer. */
export class Refusal extends Error {
  readonly status: (typeof CATALOGUE)[ErrorCode][0];
  /** Server SDKs read `error`, client SDKs read `errorCode`. */
  readonly body: { error: ErrorCode; errorCode: ErrorCode; errorDescription: string };

  constructor(code: ErrorCode, errorDescription: string = CATALOGUE[code][1]) {
    super(errorDescription);
    this.status = CATALOGUE[code][0];
    this.body = { error: code, errorCode: code, errorDescription };
  }
}

/** Makes the refusal that an operation throws. */
export const refuse = (code: ErrorCode, description?: string) => new Refusal(code, description);
