import { HttpResponse } from 'msw';

/**
 * The codes are those of the documentation and of the SDKs' error types. Inferred: `forbidden`,
 * `not_found`, and every status except that of `unauthorized`. Only the emulator has `not_emulated`.
 */
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
  not_emulated: [501, 'The Authsignal emulator does not support this operation.'],
} as const;

export type ErrorCode = keyof typeof CATALOGUE;

/** Makes an error response of Authsignal. Server SDKs read `error`, client SDKs read `errorCode`. */
export function refuse(code: ErrorCode, errorDescription: string = CATALOGUE[code][1]) {
  const [status] = CATALOGUE[code];
  return HttpResponse.json({ error: code, errorCode: code, errorDescription }, { status });
}
