import { useRef } from 'react';

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

export function PasskeyItem({ passkey, naming, ...on }: PasskeyItemProps) {
  const renameButton = useRef<HTMLButtonElement>(null);
  const { name } = passkey;

  return (
    <li>
      <ProviderIcon {...passkey} />
      <div>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <Facts {...passkey} />
        {naming !== 'no' && (
          <PasskeyNameForm
            passkey={passkey}
            takesFocus={naming === 'asked'}
            onDone={(named) => {
              const hasFocus = renameButton.current
                ?.closest('li')
                ?.contains(document.activeElement);
              on.onNamed(named);
              if (hasFocus) renameButton.current?.focus();
            }}
            onGone={on.onGone}
          />
        )}
        <div className="links">
          <button
            ref={renameButton}
            type="button"
            className="link"
            aria-label={`Rename ${name}`}
            aria-expanded={naming !== 'no'}
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
      </div>
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

function Facts({ name, provider, madeWith, synced, createdAt, lastUsedAt, ...rest }: Passkey) {
  return (
    <div className="facts">
      {[provider, madeWith].map(
        (origin) => origin && origin !== name && <span key={origin}>{origin}</span>,
      )}
      {synced !== null && <span>{synced ? 'Synced to your devices' : 'On one device only'}</span>}
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
      {rest.openedThisSession && <span className="badge">Used to sign in to this session</span>}
    </div>
  );
}

function Day({ iso }: { iso: string }) {
  return (
    <time dateTime={iso}>{new Date(iso).toLocaleDateString('en', { dateStyle: 'long' })}</time>
  );
}
