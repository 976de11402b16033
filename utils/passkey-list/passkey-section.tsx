import { type ReactNode, useRef, useState } from 'react';

import { type PasskeyCode, passkeyMessages } from '../passkeys/codes';
import { useCreatePasskey } from '../passkeys/use-create-passkey';
import { usePasskeySupport } from '../passkeys/use-passkey-sign-in';
import { type ClassNames, PasskeyItem } from './passkey-item';
import { type Send, usePasskeyList } from './use-passkey-list';

export interface PasskeySectionProps {
  /** Class names of yours for the parts. There are no others, and no style sheet. */
  classNames?: ClassNames | undefined;
  /** What to show after the sentence of a refusal: a link to sign in again, for example. */
  help?: ((code: PasskeyCode) => ReactNode) | undefined;
  /** How to call the routes. By default a `fetch`. */
  send?: Send | undefined;
}

const sentences = {
  ...passkeyMessages,
  bad_name: 'A name needs 1 to 60 characters, without line breaks.',
  created: 'Passkey added. Next time, sign in with it.',
  named: 'Name saved.',
  removed: 'Passkey removed.',
  not_listed: 'That passkey is no longer in your list.',
};

/** The signed-in user's passkeys: list, names, removal, and "Create passkey". */
export function PasskeySection({ classNames = {}, help, send }: PasskeySectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [changed, setChanged] = useState<keyof typeof sentences>();
  const { list, load, rename, remove } = usePasskeyList(send);
  const { passkeys, username, canRename } = list;
  const onChange = () => void load();
  const { state, create, clear } = useCreatePasskey({ username, onChange, post: send });
  const isSupported = usePasskeySupport();

  const created =
    state.status === 'created' && (state.wasThere ? 'passkey_already_here' : 'created');
  const said = created || changed;
  const button = { type: 'button', className: classNames.button } as const;
  const failure = (code: PasskeyCode | 'bad_name') => (
    <p role="alert" className={classNames.failure}>
      {sentences[code]} {code !== 'bad_name' && help?.(code)}
    </p>
  );

  /** Says how a change went. What went wrong is said in the passkey's item, which gets the code. */
  async function change(run: () => Promise<PasskeyCode | undefined>, done: 'named' | 'removed') {
    clear();
    setChanged(undefined);
    const code = await run();
    const isGone = code === 'invalid_request';
    if (code && !isGone) return code;
    // The focused button goes with its item.
    if (isGone || done === 'removed') heading.current?.focus();
    setChanged(isGone ? 'not_listed' : done);
    return undefined;
  }

  function reload() {
    heading.current?.focus();
    void load();
  }

  function start() {
    setChanged(undefined);
    void create();
  }

  return (
    <section aria-labelledby="passkeys" className={classNames.section}>
      <h2 id="passkeys" ref={heading} tabIndex={-1} className={classNames.heading}>
        Passkeys
      </h2>
      <p role="status" className={classNames.success}>
        {list.status === 'loading' ? 'Loading your passkeys…' : said && sentences[said]}
      </p>
      {list.status === 'loaded' && passkeys.length === 0 && <p>You have no passkey yet.</p>}
      {passkeys.length > 0 && (
        <ul className={classNames.list}>
          {passkeys.map((passkey) => (
            <PasskeyItem
              key={passkey.id}
              passkey={passkey}
              classNames={classNames}
              failure={failure}
              onRename={
                canRename ? (name) => change(() => rename(passkey, name), 'named') : undefined
              }
              onRemove={() => change(() => remove(passkey), 'removed')}
            />
          ))}
        </ul>
      )}
      {list.code && failure(list.code)}
      {list.code && (
        <button {...button} onClick={reload}>
          Load the list again
        </button>
      )}
      {list.status !== 'loading' && isSupported && (
        <button {...button} aria-disabled={state.status === 'waiting'} onClick={start}>
          {state.status === 'waiting' ? 'Waiting for your device…' : 'Create passkey'}
        </button>
      )}
      {!isSupported && <p>This browser cannot create passkeys.</p>}
      {state.status === 'failed' && failure(state.code)}
    </section>
  );
}
