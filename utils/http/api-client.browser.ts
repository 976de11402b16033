import { ACCOUNT_PATH } from '@/utils/site';
import { type MessageCode, messages } from '@/utils/base/messages';
import { shownUser } from '@/utils/http/shown-user.browser';

/** A request to one of our own routes that was refused or never arrived. */
export class ApiFailure extends Error {
  constructor(readonly code: MessageCode) {
    super(messages[code]);
  }
}

/** The code of the sentence for a call that has failed. */
export const codeOf = (failure: unknown): MessageCode =>
  failure instanceof ApiFailure ? failure.code : 'try_again';

/** A `fetch`, or what adds to it. */
type Send = (path: string, init: RequestInit) => Promise<Response>;

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * Calls one of our own routes, in JSON, and returns its body, if any. Throws an ApiFailure. A DELETE of
 * something that is gone already succeeds. If the user of the page is no longer signed in, it loads the
 * account page again, which shows the user who is, or asks for a sign-in. `send` may ask the user to confirm.
 */
export async function callApi<T>(
  method: Method,
  path: string,
  body?: object,
  send: Send = fetch,
): Promise<T> {
  const shown = shownUser();
  const response = await send(path, {
    method,
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      // userRoute compares it with the session.
      ...(shown && { 'X-Signed-In-As': shown }),
    },
    body: body && JSON.stringify(body),
  }).catch(() => {
    throw new ApiFailure('offline');
  });

  const answer = await response.json().catch(() => undefined);
  const isGone = method === 'DELETE' && answer?.error === 'not_found';
  if (response.status === 204 || isGone || (response.ok && answer)) return answer;
  if (response.status === 401) window.location.replace(ACCOUNT_PATH);
  const isKnown = Object.hasOwn(messages, answer?.error ?? '');
  throw new ApiFailure(isKnown ? answer.error : 'try_again');
}
