import { ACCOUNT_PATH } from '@/utils/site';
import { type MessageCode, messages } from '@/utils/base/messages';
import { shownUser } from '@/utils/http/shown-user.browser';

/** A request to one of our own routes that was refused or never arrived. */
export class ApiFailure extends Error {
  constructor(readonly code: MessageCode) {
    super(messages[code]);
  }
}

/** What to say of a call that has failed. */
export const codeOf = (failure: unknown): MessageCode =>
  failure instanceof ApiFailure ? failure.code : 'try_again';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * Calls one of our own routes, in JSON, and returns its body, if any. Throws an ApiFailure. A DELETE of
 * what is not there any more has succeeded. Where the
 * person whom the page shows is not signed in any more, in another tab perhaps, the account page is
 * loaded again, to show who is, and nothing that the other one wanted.
 */
export async function callApi<T>(method: Method, path: string, body?: object): Promise<T> {
  const shown = shownUser();
  const response = await fetch(path, {
    method,
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      // For the server to compare with the session: see userRoute.
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
