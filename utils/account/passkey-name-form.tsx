import { type FormEvent, useId, useRef } from 'react';

import { useRequest } from '@/utils/account/use-request';
import { callApi, codeOf } from '@/utils/http/api-client.browser';
import type { Passkey } from '@/utils/account/passkeys.server';
import { passkeyName } from '@/utils/passkey-list/display-name';
import { ACCOUNT_PATH } from '@/utils/site';
import { Failure } from '@/utils/ui/failure';

interface PasskeyNameFormProps {
  passkey: Passkey;
  takesFocus: boolean;
  /** Called with the passkey under its new name, or with nothing if the user cancels. */
  onDone: (passkey: Passkey | undefined, hasFocus: boolean) => void;
  /** Called if the passkey was removed elsewhere. */
  onGone: () => void;
}

export function PasskeyNameForm({ passkey, takesFocus, ...on }: PasskeyNameFormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const { isBusy, error, send, clearError } = useRequest();
  const done = (named?: Passkey) =>
    on.onDone(named, form.current?.contains(document.activeElement) ?? false);

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = passkeyName(String(new FormData(event.currentTarget).get('name')));
    void send(async () => {
      if (!name) return 'bad_passkey_name';
      const saving = callApi<Passkey>('PATCH', `/api/passkeys/${passkey.id}`, { name });
      await saving.then(done, (failure: unknown) => {
        if (codeOf(failure) !== 'not_found') throw failure;
        on.onGone();
      });
    });
  }

  return (
    <form
      ref={form}
      className="rename"
      onSubmit={save}
      onKeyDown={({ key }) => key === 'Escape' && !isBusy && done()}
    >
      <input
        aria-label="Name of this passkey"
        name="name"
        defaultValue={passkey.name}
        autoComplete="off"
        autoFocus={takesFocus}
        aria-invalid={error === 'bad_passkey_name'}
        aria-describedby={`${id}error`}
        onChange={() => error === 'bad_passkey_name' && clearError()}
      />
      <button type="submit" aria-disabled={isBusy}>
        {isBusy ? 'Saving…' : 'Save name'}
      </button>
      <button type="button" className="link" disabled={isBusy} onClick={() => done()}>
        Cancel
      </button>
      <div id={`${id}error`}>
        <Failure message={error} resumeAt={ACCOUNT_PATH} />
      </div>
    </form>
  );
}
