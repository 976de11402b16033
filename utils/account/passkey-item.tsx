import { useState } from 'react';

import { PasskeyNameForm } from '@/utils/account/passkey-name-form';
import type { Passkey } from '@/utils/account/passkeys.server';

interface PasskeyItemProps {
  passkey: Passkey;
  /** Whether its name form is open, and whether the user has asked for it. */
  naming: 'no' | 'proposed' | 'asked';
  onRename: () => void;
  onNamed: (passkey?: Passkey) => void;
  onGone: () => void;
  onRemove: () => void;
}

/** A passkey in two lines. While it is renamed, the form is in the place of its name and its buttons. */
export function PasskeyItem({ passkey, naming, ...on }: PasskeyItemProps) {
  // The button is a new one after the form: it takes the focus that the form had.
  const [hadFocus, setHadFocus] = useState(false);
  const { name } = passkey;

  return (
    <li>
      <ProviderIcon {...passkey} />
      {naming === 'no' ? (
        <strong>
          <bdi>{name}</bdi>
          {passkey.openedThisSession && <span className="badge">This session</span>}
        </strong>
      ) : (
        <PasskeyNameForm
          passkey={passkey}
          takesFocus={naming === 'asked'}
          onDone={(named, hasFocus) => {
            setHadFocus(hasFocus);
            on.onNamed(named);
          }}
          onGone={on.onGone}
        />
      )}
      <Facts {...passkey} />
      {naming === 'no' && (
        <div className="links">
          <button
            type="button"
            className="link"
            aria-label={`Rename ${name}`}
            autoFocus={hadFocus}
            onClick={on.onRename}
          >
            Rename
          </button>
          <button
            type="button"
            className="link"
            aria-label={`Remove ${name}`}
            onClick={on.onRemove}
          >
            Remove
          </button>
        </div>
      )}
    </li>
  );
}

/** An image, never markup, because Authsignal may list any provider's icon. */
function ProviderIcon({ icon }: Passkey) {
  if (!icon) return <div className="icon key" />;
  return (
    <picture className="icon">
      <source media="(prefers-color-scheme: dark)" srcSet={icon.dark} />
      <img src={icon.light} alt="" width="24" height="24" />
    </picture>
  );
}

/** Where it lives, when it was created, and when it was last used. */
function Facts({ name, provider, madeWith, synced, createdAt, lastUsedAt }: Passkey) {
  const places = [...new Set([provider, madeWith])].filter((place) => place && place !== name);
  return (
    <div className="facts">
      {places.map((place) => (
        <span key={place}>{place}</span>
      ))}
      {synced !== null && <span>{synced ? 'Synced' : 'On one device'}</span>}
      <span>
        Created <Day iso={createdAt} />
      </span>
      <span>
        {lastUsedAt ? (
          <>
            Last used <Day iso={lastUsedAt} />
          </>
        ) : (
          'Not used yet'
        )}
      </span>
    </div>
  );
}

function Day({ iso }: { iso: string }) {
  return (
    <time dateTime={iso}>{new Date(iso).toLocaleDateString('en', { dateStyle: 'medium' })}</time>
  );
}
