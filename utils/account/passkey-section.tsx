import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { CreatePasskey } from '@/utils/account/create-passkey';
import { callApi } from '@/utils/http/api-client.browser';
import { Notice } from '@/utils/ui/notice';
import { PasskeyItem } from '@/utils/account/passkey-item';
import { PasskeyList } from '@/utils/account/passkey-list';
import { RemovePasskeyDialog } from '@/utils/account/remove-passkey-dialog';
import type { Passkey } from '@/utils/passkey-list/describe-passkey.server';
import type { MessageCode } from '@/utils/base/messages';
import { useCreatePasskey } from '@/utils/passkeys/use-create-passkey';
import { useMessage } from '@/utils/ui/use-message';
import { usePasskeyNaming } from '@/utils/account/use-passkey-naming';
import { usePasskeyPrompt } from '@/utils/account/use-passkey-prompt';
import { usePasskeys } from '@/utils/account/use-passkeys';

/** A passkey that is to be removed, and whether the sessions that it has opened are to end. */
export interface Removal {
  id: string;
  signOut: boolean;
}

interface PasskeySectionProps {
  email: string;
  hasComeByMail: boolean;
  /** What the person wanted before they had to confirm that it is them. */
  resume: { create: boolean; remove: Removal | null };
  onSessionsEnded: () => void;
}

/** The person's passkeys, and what can be done about them. */
export function PasskeySection({
  email,
  hasComeByMail,
  resume,
  onSessionsEnded,
}: PasskeySectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const naming = usePasskeyNaming();
  const [removing, setRemoving] = useState(resume.remove);
  const [news, say] = useMessage();

  const { list, load, replace } = usePasskeys(email);
  const { state, create, clear } = useCreatePasskey({
    username: email,
    onChange: load,
    onCreated: naming.propose,
    post: (path, body) => callApi('POST', path, body),
  });
  const { isPrompting, putOff } = usePasskeyPrompt(list, {
    isWelcome: hasComeByMail && !resume.create,
  });
  const passkeys = list.status === 'loaded' ? list.passkeys : [];
  const leaving = passkeys.find(({ id }) => id === removing?.id);

  function tell(message: MessageCode) {
    clear();
    say(message);
  }

  function onGone(id: string) {
    // What had the focus is about to go: first the dialog or the form, and then the item.
    flushSync(() => {
      setRemoving(null);
      naming.stop(id);
    });
    heading.current?.focus();
    tell('passkey_gone');
    void load();
  }

  function onNamed(id: string, named: Passkey | undefined) {
    naming.stop(id);
    if (!named) return;
    replace(named);
    tell('passkey_named');
  }

  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys" ref={heading} tabIndex={-1}>
        Passkeys
      </h2>
      <Notice kind="success" message={news} />
      <p className="aside without-script">
        Passkeys need JavaScript, which is off in this browser.
      </p>
      {isPrompting && <p className="headline">Next time, sign in without a mail.</p>}
      <PasskeyList list={list} onRetry={load}>
        {(passkey) => (
          <PasskeyItem
            key={passkey.id}
            passkey={passkey}
            naming={naming.howOf(passkey.id)}
            onRename={() => naming.toggle(passkey.id)}
            onNamed={(named) => onNamed(passkey.id, named)}
            onGone={() => onGone(passkey.id)}
            onRemove={() => setRemoving({ id: passkey.id, signOut: false })}
          />
        )}
      </PasskeyList>
      {/* Not before the list: its buttons would move away under the finger. */}
      {list.status !== 'loading' && (
        <CreatePasskey
          state={state}
          onCreate={(place) => {
            say();
            void create(place);
          }}
          isNext={resume.create}
        >
          {isPrompting && (
            <button
              type="button"
              className="quiet"
              onClick={() => {
                putOff();
                heading.current?.focus();
              }}
            >
              Not now
            </button>
          )}
        </CreatePasskey>
      )}
      {leaving && removing && (
        <RemovePasskeyDialog
          passkey={leaving}
          isLast={passkeys.length === 1}
          endsSessions={removing.signOut}
          onRemoved={() => {
            onGone(leaving.id);
            onSessionsEnded();
          }}
          onCancel={() => setRemoving(null)}
        />
      )}
    </section>
  );
}
