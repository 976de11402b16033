import { type FormEvent, useId, useState } from 'react';

import { callApi, codeOf } from '@/utils/http/api-client.browser';
import { Notice } from '@/utils/ui/notice';
import type { Passkey } from '@/utils/passkey-list/describe-passkey.server';
import { passkeyName } from '@/utils/passkey-list/display-name';
import { useMessage } from '@/utils/ui/use-message';

interface PasskeyNameFormProps {
  passkey: Passkey;
  hasFocus: boolean;
  /** With the passkey under its new name, or without one where it keeps the old. */
  onDone: (passkey?: Passkey) => void;
  /** Called where the passkey has been removed meanwhile. */
  onGone: () => void;
}

/** Changes what the person calls a passkey. */
export function PasskeyNameForm({ passkey, hasFocus, ...on }: PasskeyNameFormProps) {
  const id = useId();
  const [isSaving, setSaving] = useState(false);
  const [error, say] = useMessage();

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSaving) return;
    const name = passkeyName(String(new FormData(event.currentTarget).get('name')));
    say();
    if (!name) return say('bad_passkey_name');

    setSaving(true);
    try {
      on.onDone(await callApi<Passkey>('PATCH', `/api/passkeys/${passkey.id}`, { name }));
    } catch (failure) {
      const code = codeOf(failure);
      if (code === 'not_found') return on.onGone();
      say(code);
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
        aria-describedby={`${id}error`}
        onChange={() => error === 'bad_passkey_name' && say()}
      />
      <div className="choice">
        <button type="submit" aria-disabled={isSaving}>
          {isSaving ? 'Saving…' : 'Save name'}
        </button>
        <button type="button" className="quiet" disabled={isSaving} onClick={() => on.onDone()}>
          Cancel
        </button>
      </div>
      <div id={`${id}error`}>
        <Notice kind="error" message={error} />
      </div>
    </form>
  );
}
