import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { CreatePasskey } from '@/utils/components/create-passkey';
import { Failure } from '@/utils/components/failure';
import { Notice } from '@/utils/components/notice';
import { PasskeyItem } from '@/utils/components/passkey-item';
import { PasskeyList } from '@/utils/components/passkey-list';
import { RemovePasskeyDialog } from '@/utils/components/remove-passkey-dialog';
import type { MessageCode } from '@/utils/messages';
import { type CreateState, useCreatePasskey } from '@/utils/use-create-passkey';
import { usePasskeyPrompt } from '@/utils/use-passkey-prompt';
import { usePasskeys } from '@/utils/use-passkeys';

interface PasskeySectionProps {
  email: string;
  hasComeByMail: boolean;
  /** What the person wanted before they had to confirm that it is them. */
  resume: { create: boolean; remove: string | null };
  onSessionsEnded: () => void;
}

interface Naming {
  id: string;
  how: 'proposed' | 'asked';
}

/** The person's passkeys, and what can be done about them. */
export function PasskeySection({
  email,
  hasComeByMail,
  resume,
  onSessionsEnded,
}: PasskeySectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [naming, setNaming] = useState<Naming>();
  const [removing, setRemoving] = useState(resume.remove);
  const [news, setNews] = useState<MessageCode | undefined>(
    resume.create ? 'confirmed' : undefined,
  );

  const { list, load, replace } = usePasskeys(email);
  const { state, create, clear } = useCreatePasskey(email, {
    onChange: load,
    onCreated: (id) => setNaming({ id, how: 'proposed' }),
  });
  const { isPrompting, putOff } = usePasskeyPrompt(list, {
    isWelcome: hasComeByMail && !resume.create,
  });
  const passkeys = list.status === 'loaded' ? list.passkeys : [];
  const leaving = passkeys.find(({ id }) => id === removing);

  function tell(message: MessageCode) {
    clear();
    setNews(message);
  }

  function onRemoved() {
    // What had the focus is about to go: first the dialog, and then the item with its button.
    flushSync(() => setRemoving(null));
    heading.current?.focus();
    tell('passkey_gone');
    void load();
    onSessionsEnded();
  }

  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys" ref={heading} tabIndex={-1}>
        Passkeys
      </h2>
      <p className="aside without-script">
        Passkeys need JavaScript, which is off in this browser.
      </p>
      {isPrompting && <p className="headline">Next time, sign in without a mail.</p>}
      <PasskeyList list={list} onRetry={load}>
        {(passkey) => (
          <PasskeyItem
            key={passkey.id}
            passkey={passkey}
            naming={naming?.id === passkey.id ? naming.how : 'no'}
            onRename={() => setNaming({ id: passkey.id, how: 'asked' })}
            onNamed={(named) => {
              setNaming(undefined);
              if (named) replace(named);
              if (named) tell('passkey_named');
            }}
            onRemove={() => setRemoving(passkey.id)}
          />
        )}
      </PasskeyList>
      {/* Not before the list: its buttons would move away under the finger. */}
      {list.status !== 'loading' && (
        <CreatePasskey state={state} onCreate={create} isNext={resume.create}>
          {isPrompting && (
            <button type="button" className="quiet" onClick={putOff}>
              Not now
            </button>
          )}
        </CreatePasskey>
      )}
      <Notice kind="success" message={goodNews(state, news)} />
      <Failure
        message={state.status === 'failed' ? state.message : undefined}
        resumeAt="/?confirmed"
      />
      {leaving && (
        <RemovePasskeyDialog
          passkey={leaving}
          isLast={passkeys.length === 1}
          onRemoved={onRemoved}
          onCancel={() => setRemoving(null)}
        />
      )}
    </section>
  );
}

function goodNews(state: CreateState, news: MessageCode | undefined): MessageCode | undefined {
  if (state.status === 'created') return state.message;
  return state.status === 'idle' ? news : undefined;
}
