import { timeLeft } from '@/utils/base/current-request.server';
import { log } from '@/utils/base/log.server';
import type { CoreSettings } from '@/utils/passkeys/settings.server';

/** The settings of every call into the core. */
export const passkeySettings = {
  log: ({ level, ...event }) => log[level](event),
  timeLeft,
} satisfies CoreSettings;
