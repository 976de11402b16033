import type { NextApiHandler, NextApiRequest } from 'next';

import { PasskeyError } from '../passkeys/codes';
import type { PasskeyOwner } from '../passkeys/enrolment.server';
import { type RouteSettings, route } from '../passkeys/routes.server';
import { errorName } from '../passkeys/settings.server';
import { describePasskeys, type Passkey } from './describe-passkey.server';
import { passkeyName } from './display-name';
import { deleteAuthenticator, getAuthenticators } from './users.server';

/** The names that users give their passkeys, in a table of yours. */
export interface PasskeyNames {
  /** The user's names, by the passkey's id. */
  read: (userId: string) => Promise<ReadonlyMap<string, string>>;
  write: (userId: string, id: string, name: string) => Promise<unknown>;
}

export interface ListSettings extends Pick<RouteSettings, 'user' | 'log' | 'timeLeft'> {
  /** Without it, passkeys bear the names of their products, and cannot be renamed. */
  names?: PasskeyNames | undefined;
  /**
   * May this user rename or remove a passkey now? Throw `new PasskeyError('reauthentication_required')` if the
   * sign-in is too old: else an attacker at an unlocked laptop can lock the owner out.
   */
  mayChange?: ((user: PasskeyOwner, req: NextApiRequest) => Promise<void> | void) | undefined;
  /** Runs once a passkey is removed, to mail its owner for example. If it throws, the passkey stays removed. */
  onRemoved?: ((user: PasskeyOwner, passkey: Passkey) => Promise<void> | void) | undefined;
}

export interface ListAnswer {
  passkeys: Passkey[];
  /** Who is signed in. */
  user: { id: string; name: string | null };
  /** Whether names are stored. */
  canRename: boolean;
}

/** `pages/api/passkeys/index.ts`: the passkeys of the signed-in user, and who that is. */
export const passkeysRoute = (settings: ListSettings): NextApiHandler =>
  route(
    settings,
    async (_req, user): Promise<ListAnswer> => ({
      passkeys: await listPasskeys(user, settings),
      user: { id: user.id, name: user.email ?? null },
      canRename: settings.names !== undefined,
    }),
    ['GET'],
  );

/** `pages/api/passkeys/[id].ts`: renames a passkey of the signed-in user, or removes it, even the last one. */
export const passkeyRoute = (settings: ListSettings): NextApiHandler =>
  route(
    settings,
    async (req, user) => {
      await settings.mayChange?.(user, req); // guard: host-may-change
      return req.method === 'DELETE'
        ? removePasskey(req.query.id, user, settings)
        : renamePasskey(req.query.id, req.body, user, settings);
    },
    settings.names ? ['PATCH', 'DELETE'] : ['DELETE'],
  );

async function listPasskeys(user: PasskeyOwner, settings: ListSettings): Promise<Passkey[]> {
  const [authenticators, names] = await Promise.all([
    getAuthenticators(user.id, settings),
    settings.names?.read(user.id),
  ]);
  return describePasskeys(authenticators, names ?? new Map<string, string>());
}

/** A passkey of this user. One of another user is refused as one that does not exist. */
async function findOwn(id: unknown, user: PasskeyOwner, settings: ListSettings): Promise<Passkey> {
  const own = (await listPasskeys(user, settings)).find((passkey) => passkey.id === id);
  if (!own) throw new PasskeyError('invalid_request'); // guard: own-passkey
  return own;
}

async function renamePasskey(
  id: unknown,
  body: unknown,
  user: PasskeyOwner,
  settings: ListSettings,
): Promise<Passkey> {
  const { name: given }: { name?: unknown } = Object.assign({}, body);
  const name = typeof given === 'string' ? passkeyName(given) : undefined;
  if (!name) throw new PasskeyError('invalid_request');
  const passkey = await findOwn(id, user, settings);
  await settings.names?.write(user.id, passkey.id, name);
  settings.log?.({ event: 'passkey_renamed', level: 'info', userId: user.id });
  return { ...passkey, name };
}

async function removePasskey(id: unknown, user: PasskeyOwner, settings: ListSettings) {
  const { log, onRemoved } = settings;
  const passkey = await findOwn(id, user, settings);
  // Of two requests at once, the other one may have removed it.
  const isRemoved = await deleteAuthenticator(user.id, passkey.id, settings);
  if (!isRemoved) return { success: true };
  log?.({ event: 'passkey_removed', level: 'info', userId: user.id });
  try {
    await onRemoved?.(user, passkey);
  } catch (error) {
    log?.({ event: 'on_removed_failed', level: 'error', userId: user.id, error: errorName(error) });
  }
  return { success: true };
}
