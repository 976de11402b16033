import { callApi, codeOf } from '@/utils/http/api-client.browser';
import type { Passkey } from '@/utils/passkey-list/describe-passkey.server';
import type { MessageCode } from '@/utils/base/messages';
import { signalAccount } from '@/utils/account/signal-passkeys.browser';

/** Deletes the person's account and has the browser forget its passkeys. Resolves to what went wrong. */
export async function deleteAccount(email: string): Promise<MessageCode | undefined> {
  try {
    // Afterwards nobody can say any more which passkeys there were.
    const { passkeys } = await callApi<{ passkeys: Passkey[] }>('GET', '/api/passkeys');
    const own = passkeys.flatMap(({ credentialId }) => credentialId ?? []);
    await callApi('DELETE', '/api/account');
    await signalAccount({ accepted: [], own, name: email });
    return undefined;
  } catch (failure) {
    const code = codeOf(failure);
    return code === 'passkeys_unavailable' ? 'account_not_deleted' : code;
  }
}
