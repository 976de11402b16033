import { useState } from 'react';

import { signalRemoved } from '@/utils/passkey-list/signal-passkeys.browser';
import { useRequest } from '@/utils/account/use-request';
import type { Passkey } from '@/utils/account/passkeys.server';
import { ACCOUNT_PATH } from '@/utils/site';
import { useConfirmedCall } from '@/utils/account/use-confirmed-call';
import { ConfirmDialog } from '@/utils/ui/confirm-dialog';

interface RemovePasskeyDialogProps {
  passkey: Passkey;
  isLast: boolean;
  /** The user's choice before they had to re-authenticate. */
  endsSessions: boolean;
  onRemoved: () => void;
  onCancel: () => void;
}

/** Asks before a passkey is removed, and then tells the browser. */
export function RemovePasskeyDialog({ passkey, isLast, ...props }: RemovePasskeyDialogProps) {
  const { isBusy, error, send } = useRequest();
  const { isWaiting, confirmedCall } = useConfirmedCall();
  const [signOut, setSignOut] = useState(props.endsSessions);
  const { id, name, provider, credentialId } = passkey;

  const remove = () =>
    send(async () => {
      await confirmedCall('DELETE', `/api/passkeys/${id}`, { signOut });
      if (credentialId) await signalRemoved(credentialId);
      props.onRemoved();
    });

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
      isWaiting={isWaiting}
      error={error}
      resumeAt={`${ACCOUNT_PATH}?remove=${id}${signOut ? '&signOut' : ''}`}
      onConfirm={remove}
      onCancel={props.onCancel}
    >
      <p>You can then no longer sign in with it.</p>
      <p>If {provider ?? 'your password manager'} still offers it later, delete the copy there.</p>
      {isLast && <p>It is your only passkey. Without it you sign in with a mailed link.</p>}
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
