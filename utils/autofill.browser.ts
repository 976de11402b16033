import { arm } from '@/utils/passkey-sign-in.browser';

// The sign-in page's first script: see next.config.js.
void arm();
