import type { Session } from 'next-auth';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { CreatePasskey } from '@/utils/account/create-passkey';
import { PasskeyList, usePasskeyNaming } from '@/utils/account/passkey-list';
import { RemovePasskeyDialog } from '@/utils/account/remove-passkey-dialog';
import { useIsFromElsewhere } from '@/utils/account/use-is-from-elsewhere';
import { usePasskeyPrompt } from '@/utils/account/use-passkey-prompt';
import { usePasskeys } from '@/utils/account/use-passkeys';
import type { MessageCode } from '@/utils/base/messages';
import { oauthNames } from '@/utils/base/oauth-names';
import { callApi } from '@/utils/http/api-client.browser';
import { useCreatePasskey } from '@/utils/passkeys/use-create-passkey';
import { Notice } from '@/utils/ui/notice';
import { useMessage } from '@/utils/ui/use-message';

/** The passkey to remove, and whether to end the sessions that it has opened. */
export interface Removal {
  id: string;
  signOut: boolean;
}

interface PasskeySectionProps {
  email: string;
  /** What has opened this session. */
  method: Session['method'];
  /** What the user was about to do before they had to re-authenticate. */
  resume: { create: boolean; remove: Removal | null };
  onSessionsEnded: () => void;
}

/** The user's passkeys, and what can be done about them. */
export function PasskeySection(props: PasskeySectionProps) {
  const { email, method, resume, onSessionsEnded } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const naming = usePasskeyNaming();
  const [removal, setRemoval] = useState(resume.remove);
  const [success, say] = useMessage();

  const { list, load, replace } = usePasskeys(email);
  const { state, create, clear } = useCreatePasskey({
    username: email,
    onChange: load,
    onCreated: naming.propose,
    post: (path, body) => callApi('POST', path, body),
  });
  const hasNone = list.status === 'loaded' && list.items.length === 0;
  const isFromElsewhere = useIsFromElsewhere(list.items);
  const isUseful = method === 'passkey' ? isFromElsewhere : hasNone;
  const { isPrompting, snooze } = usePasskeyPrompt(isUseful && !resume.create);
  const toRemove = list.items.find(({ id }) => id === removal?.id);

  function tell(message: MessageCode) {
    clear();
    say(message);
  }

  function onGone(id: string) {
    // The focused dialog or form goes now, and the item when the list is loaded.
    flushSync(() => {
      setRemoval(null);
      naming.stop(id);
    });
    heading.current?.focus();
    tell('passkey_gone');
    void load();
  }

  function onSnooze() {
    snooze();
    heading.current?.focus();
  }

  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys" ref={heading} tabIndex={-1}>
        Passkeys
      </h2>
      <Notice kind="success" message={success} />
      <p className="aside without-script">
        Passkeys need JavaScript, which is off in this browser.
      </p>
      {isPrompting && <p className="headline">Next time, sign in without {means[method]}.</p>}
      <PasskeyList
        list={list}
        onRetry={load}
        naming={naming}
        onNamed={(named) => {
          replace(named);
          tell('passkey_named');
        }}
        onGone={onGone}
        onRemove={(id) => setRemoval({ id, signOut: false })}
      />
      {/* Shown after the list, which would push its buttons away under the finger. */}
      {list.status !== 'loading' && (
        <CreatePasskey
          state={state}
          isFirst={hasNone}
          onCreate={(place) => {
            say();
            void create(place);
          }}
          isResumed={resume.create}
          onSnooze={isPrompting ? onSnooze : undefined}
        />
      )}
      {toRemove && removal && (
        <RemovePasskeyDialog
          passkey={toRemove}
          isLast={list.items.length === 1}
          endsSessions={removal.signOut}
          onRemoved={() => {
            onGone(toRemove.id);
            onSessionsEnded();
          }}
          onCancel={() => setRemoval(null)}
        />
      )}
    </section>
  );
}

const means = { ...oauthNames, email: 'a mail', passkey: 'your other device' };
