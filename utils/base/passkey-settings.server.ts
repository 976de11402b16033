import { timeLeft } from '@/utils/base/current-request.server';
import { log } from '@/utils/base/log.server';
import type { CoreSettings } from '@/utils/passkeys/settings.server';

/** What the core takes of this app, wherever it is called. */
export const passkeySettings = {
  log: ({ level, ...event }) => log[level](event),
  timeLeft,
} satisfies CoreSettings;
