import { useState } from 'react';

import { ACCOUNT_PATH } from '@/utils/site';
import { callApi, codeOf } from '@/utils/http/api-client.browser';
import { ConfirmDialog } from '@/utils/ui/confirm-dialog';
import type { Passkey } from '@/utils/passkey-list/describe-passkey.server';
import type { MessageCode } from '@/utils/base/messages';
import { signalRemoved } from '@/utils/account/signal-passkeys.browser';
import { useMessage } from '@/utils/ui/use-message';

interface RemovePasskeyDialogProps {
  passkey: Passkey;
  /** True where it is the only one. */
  isLast: boolean;
  /** What the person had chosen before they had to confirm that it is them. */
  endsSessions: boolean;
  onRemoved: () => void;
  onCancel: () => void;
}

/** Asks before a passkey is removed, and has the browser forget it. */
export function RemovePasskeyDialog({
  passkey,
  isLast,
  endsSessions,
  ...on
}: RemovePasskeyDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, say] = useMessage();
  const [signOut, setSignOut] = useState(endsSessions);
  const { id, name, provider, credentialId } = passkey;

  async function remove() {
    setBusy(true);
    say();
    const failure = await removePasskey(id, signOut);
    setBusy(false);
    if (failure) return say(failure);

    if (credentialId) await signalRemoved(credentialId);
    on.onRemoved();
  }

  return (
    <ConfirmDialog
      title={
        <>
          Remove “<bdi>{name}</bdi>”?
        </>
      }
      confirmLabel="Remove passkey"
      busyLabel="Removing…"
      isBusy={isBusy}
      error={error}
      resumeAt={`${ACCOUNT_PATH}?remove=${id}${signOut ? '&signOut' : ''}`}
      onConfirm={remove}
      onCancel={on.onCancel}
    >
      <p>You can then no longer sign in with it.</p>
      <p>
        If {provider ?? 'your password manager'} still offers it afterwards, your browser could not
        be told: delete the copy there.
      </p>
      {isLast && <p>It is your only passkey. From then on you sign in with an e-mailed link.</p>}
      <label className="check">
        <input
          type="checkbox"
          checked={signOut}
          onChange={({ target }) => setSignOut(target.checked)}
        />
        Also sign out the other browsers where it was used to sign in
      </label>
    </ConfirmDialog>
  );
}

/** Resolves to what went wrong. A passkey that is not there has been removed before. */
async function removePasskey(id: string, signOut: boolean): Promise<MessageCode | undefined> {
  try {
    await callApi('DELETE', `/api/passkeys/${id}`, { signOut });
    return undefined;
  } catch (failure) {
    const code = codeOf(failure);
    return code === 'not_found' ? undefined : code;
  }
}
