import type { Session } from 'next-auth';

import { AppError } from '@/utils/errors';

/** How long after a sign-in the person may still change how one signs in, in seconds. */
const RECENT_S = 10 * 60;

/** Throws `reauthentication_required` unless the person has signed in within the last ten minutes. */
export function requireRecentSignIn({ authenticatedAt }: Session): void {
  if (Date.now() / 1000 - authenticatedAt > RECENT_S)
    throw new AppError('reauthentication_required');
}
