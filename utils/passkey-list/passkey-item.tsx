import { type FormEvent, type ReactNode, useId, useState } from 'react';

import type { PasskeyCode } from '../passkeys/codes';
import type { Passkey } from './describe-passkey.server';
import { passkeyName } from './display-name';

type Part = 'section' | 'heading' | 'list' | 'item' | 'name' | 'facts' | 'details' | 'button';
export type ClassNames = Partial<Record<Part | 'success' | 'failure', string>>;

/** Resolves to the code of what went wrong. */
type Change = Promise<PasskeyCode | undefined>;

interface PasskeyItemProps {
  passkey: Passkey;
  classNames: ClassNames;
  failure: (code: PasskeyCode | 'bad_name') => ReactNode;
  onRename: ((name: string) => Change) | undefined;
  onRemove: () => Change;
}

/** A passkey, with a form for its name, and a question before it is removed. */
export function PasskeyItem({ passkey, classNames, failure, ...on }: PasskeyItemProps) {
  const { name, provider, icon } = passkey;
  const id = useId();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<PasskeyCode | 'bad_name'>();

  async function rename(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const details = event.currentTarget.closest('details');
    const typed = new FormData(event.currentTarget).get('name');
    const newName = typeof typed === 'string' && passkeyName(typed);
    if (!newName) return setError('bad_name');
    if (isBusy) return;
    setBusy(true);
    const code = await on.onRename?.(newName);
    setBusy(false);
    setError(code);
    if (code || !details) return;
    details.open = false;
    details.querySelector('summary')?.focus();
  }

  async function remove() {
    if (isBusy) return;
    setBusy(true);
    const code = await on.onRemove();
    setError(code);
    setBusy(false);
  }

  return (
    <li className={classNames.item}>
      {/* An image, never markup, because Authsignal may list any provider's icon. */}
      {icon && (
        <picture>
          <source media="(prefers-color-scheme: dark)" srcSet={icon.dark} />
          <img src={icon.light} alt="" width="24" height="24" />
        </picture>
      )}
      <strong className={classNames.name}>
        <bdi>{name}</bdi>
      </strong>
      <Facts {...passkey} className={classNames.facts} />
      {on.onRename && (
        <details className={classNames.details}>
          <summary aria-label={`Rename ${name}`}>Rename</summary>
          <form onSubmit={(event) => void rename(event)}>
            <label htmlFor={id}>Name of this passkey</label>
            <input id={id} name="name" defaultValue={name} autoComplete="off" />
            <button type="submit" className={classNames.button} aria-disabled={isBusy}>
              Save name
            </button>
          </form>
        </details>
      )}
      <details className={classNames.details}>
        <summary aria-label={`Remove ${name}`}>Remove</summary>
        <p>
          You can then no longer sign in with it. If {provider ?? 'your password manager'} still
          offers it later, delete the copy there.
        </p>
        <button
          type="button"
          className={classNames.button}
          aria-disabled={isBusy}
          onClick={() => void remove()}
        >
          Remove passkey
        </button>
      </details>
      {error && failure(error)}
    </li>
  );
}

function Facts({ className, ...passkey }: Passkey & { className: string | undefined }) {
  const { name, provider, madeWith, synced, createdAt, lastUsedAt } = passkey;
  const origins = [provider, madeWith].filter((origin) => origin && origin !== name);
  return (
    <p className={className}>
      {origins.map((origin) => `${origin}. `)}
      {synced !== null && (synced ? 'Synced to your devices. ' : 'On one device only. ')}
      Created <Day iso={createdAt} />. {lastUsedAt ? 'Last used ' : 'Not used yet.'}
      {lastUsedAt && <Day iso={lastUsedAt} />}
    </p>
  );
}

const Day = ({ iso }: { iso: string }) => (
  <time dateTime={iso}>{new Date(iso).toLocaleDateString('en', { dateStyle: 'long' })}</time>
);
