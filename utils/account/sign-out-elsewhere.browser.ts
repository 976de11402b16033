import { callApi, codeOf } from '@/utils/http/api-client.browser';
import type { MessageCode } from '@/utils/base/messages';

/** Signs out elsewhere: one session, or all but this one. Resolves to what went wrong. */
export async function signOutElsewhere(id?: string): Promise<MessageCode | undefined> {
  try {
    await callApi('DELETE', id ? `/api/sessions/${id}` : '/api/sessions');
    return undefined;
  } catch (failure) {
    const code = codeOf(failure);
    // It has ended before.
    return code === 'not_found' ? undefined : code;
  }
}
