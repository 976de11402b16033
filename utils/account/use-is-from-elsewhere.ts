import type { Passkey } from '@/utils/account/passkeys.server';
import { readNote } from '@/utils/passkey-list/signal-passkeys.browser';
import { useInBrowser } from '@/utils/ui/use-in-browser';

/**
 * Whether this browser's last ceremony was with one of these passkeys, and with another device, such as a phone or a
 * security key. It is the browser's own word, and only decides whether to invite the user.
 */
export const useIsFromElsewhere = (passkeys: Passkey[]): boolean =>
  useInBrowser(() => {
    const { credentialId, authenticatorAttachment } = readNote();
    if (authenticatorAttachment !== 'cross-platform') return false;
    return passkeys.some((passkey) => passkey.credentialId === credentialId);
  }, false);
