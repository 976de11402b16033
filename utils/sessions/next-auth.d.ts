import 'next-auth';

import type { OAuthId } from '@/utils/base/oauth-names';

declare module 'next-auth' {
  interface User {
    /** The id of the session that this sign-in has opened. */
    sid?: string;
    /** Whether it has created the account. */
    isNew?: boolean;
  }

  interface Session {
    /** Its id in the register of live sessions. */
    sid: string;
    user: { id: string; email: string };
    method: 'email' | 'passkey' | OAuthId;
    /** When the user signed in, in seconds since 1970. */
    authenticatedAt: number;
    /** When the session ends if it is not used before, ISO 8601. */
    expires: string;
  }
}
