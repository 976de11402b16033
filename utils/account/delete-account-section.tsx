import { useState } from 'react';

import { signalAccount } from '@/utils/passkey-list/signal-passkeys.browser';
import { useRequest } from '@/utils/account/use-request';
import { ApiFailure, callApi, codeOf } from '@/utils/http/api-client.browser';
import type { Passkey } from '@/utils/account/passkeys.server';
import { ACCOUNT_PATH } from '@/utils/site';
import { useConfirmedCall } from '@/utils/account/use-confirmed-call';
import { ConfirmDialog } from '@/utils/ui/confirm-dialog';

/** What the user types, so that an account is not deleted by mistake. */
const WORD = 'delete';

interface DeleteAccountSectionProps {
  email: string;
  /** True if the user comes back after re-authenticating: the dialog is open. */
  isResumed: boolean;
}

export function DeleteAccountSection({ email, isResumed }: DeleteAccountSectionProps) {
  const [isOpen, setOpen] = useState(isResumed);
  const [typed, setTyped] = useState('');
  const { isBusy, error, send, clearError } = useRequest();
  const { isWaiting, confirmedCall } = useConfirmedCall();

  function close() {
    setOpen(false);
    setTyped('');
    clearError();
  }

  const confirm = () =>
    send(async () => {
      if (typed.trim().toLowerCase() !== WORD) return 'word_not_typed'; // guard: typed-word
      await deleteAccount(email, () => confirmedCall('DELETE', '/api/account'));
      window.location.replace('/account-deleted');
    });

  return (
    <section aria-labelledby="delete-account" className="needs-script">
      <h2 id="delete-account">Delete account</h2>
      <p className="aside">This deletes your passkeys and all that we keep about you, too.</p>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        Delete account
      </button>
      {isOpen && (
        <ConfirmDialog
          title="Delete your account?"
          confirmLabel="Delete for good"
          busyLabel="Deleting…"
          isBusy={isBusy}
          isWaiting={isWaiting}
          error={error}
          resumeAt={`${ACCOUNT_PATH}?delete`}
          onConfirm={confirm}
          onCancel={close}
        >
          <p>
            This deletes the account of <strong>{email}</strong> and its passkeys, and signs you out
            everywhere. It cannot be undone.
          </p>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void confirm();
            }}
          >
            <label htmlFor="delete-word">Type “{WORD}” to confirm</label>
            <input
              id="delete-word"
              value={typed}
              aria-invalid={error === 'word_not_typed'}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={({ target }) => {
                setTyped(target.value);
                if (error === 'word_not_typed') clearError();
              }}
            />
          </form>
        </ConfirmDialog>
      )}
    </section>
  );
}

async function deleteAccount(email: string, deleteUser: () => Promise<unknown>): Promise<void> {
  try {
    // Asked first, because afterwards there is no list.
    const { passkeys } = await callApi<{ passkeys: Passkey[] }>('GET', '/api/passkeys');
    const own = passkeys.flatMap(({ credentialId }) => credentialId ?? []);
    await deleteUser();
    await signalAccount({ accepted: [], own, name: email });
  } catch (failure) {
    const isOut = codeOf(failure) === 'passkeys_unavailable';
    throw isOut ? new ApiFailure('account_not_deleted') : failure;
  }
}
