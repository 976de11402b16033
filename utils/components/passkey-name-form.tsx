import { type FormEvent, useId, useState } from 'react';

import { callApi, codeOf } from '@/utils/api-client.browser';
import { Notice } from '@/utils/components/notice';
import type { Passkey } from '@/utils/describe-passkey.server';
import type { MessageCode } from '@/utils/messages';
import { passkeyName } from '@/utils/passkey-name';

interface PasskeyNameFormProps {
  passkey: Passkey;
  hasFocus: boolean;
  /** With the passkey under its new name, or without one where it keeps the old. */
  onDone: (passkey?: Passkey) => void;
}

/** Changes what the person calls a passkey. */
export function PasskeyNameForm({ passkey, hasFocus, onDone }: PasskeyNameFormProps) {
  const id = useId();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<MessageCode>();

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSaving) return;
    const name = passkeyName(String(new FormData(event.currentTarget).get('name')));
    if (!name) return setError('bad_passkey_name');

    setSaving(true);
    try {
      onDone(await callApi<Passkey>('PATCH', `/api/passkeys/${passkey.id}`, { name }));
    } catch (failure) {
      setError(codeOf(failure));
      setSaving(false);
    }
  }

  return (
    <form onSubmit={save}>
      <label htmlFor={id}>Name of this passkey</label>
      <input
        id={id}
        name="name"
        defaultValue={passkey.name}
        autoComplete="off"
        autoFocus={hasFocus}
        aria-invalid={error === 'bad_passkey_name'}
      />
      <div className="choice">
        <button type="submit" aria-disabled={isSaving}>
          Save name
        </button>
        <button type="button" className="quiet" onClick={() => onDone()}>
          Cancel
        </button>
      </div>
      <Notice kind="error" message={error} />
    </form>
  );
}
