import { useState } from 'react';

import { ACCOUNT_PATH } from '@/utils/site';
import { ConfirmDialog } from '@/utils/ui/confirm-dialog';
import { deleteAccount } from '@/utils/account/delete-account.browser';
import { useMessage } from '@/utils/ui/use-message';

/** What the person types, so that nobody deletes an account by a mere slip. */
const WORD = 'delete';

interface DeleteAccountSectionProps {
  email: string;
  /** True where the person was about to, and had to confirm that it is them. */
  isResumed: boolean;
}

/** The way out, for good. */
export function DeleteAccountSection({ email, isResumed }: DeleteAccountSectionProps) {
  const [isAsking, setAsking] = useState(isResumed);
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, say] = useMessage();

  function close() {
    setAsking(false);
    setTyped('');
    say();
  }

  async function confirm() {
    if (isBusy) return;
    say();
    if (typed.trim().toLowerCase() !== WORD) return say('word_not_typed'); // guard: typed-word
    setBusy(true);
    const failure = await deleteAccount(email);
    if (!failure) return window.location.replace('/account-deleted');
    setBusy(false);
    say(failure);
  }

  return (
    <section aria-labelledby="delete-account" className="needs-script">
      <h2 id="delete-account">Delete account</h2>
      <p className="aside">Your passkeys and all that is kept about you go with it, for good.</p>
      <button type="button" className="quiet" onClick={() => setAsking(true)}>
        Delete account
      </button>
      {isAsking && (
        <ConfirmDialog
          title="Delete your account?"
          confirmLabel="Delete for good"
          busyLabel="Deleting…"
          isBusy={isBusy}
          error={error}
          resumeAt={`${ACCOUNT_PATH}?delete`}
          onConfirm={confirm}
          onCancel={close}
        >
          <p>
            This ends the account of <strong>{email}</strong>, its passkeys and all its sign-ins. It
            cannot be undone.
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
                if (error === 'word_not_typed') say();
              }}
            />
          </form>
        </ConfirmDialog>
      )}
    </section>
  );
}
