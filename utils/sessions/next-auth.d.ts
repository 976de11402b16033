import 'next-auth';
import 'next-auth/jwt';

declare global {
  /** What a session tells of itself and of its sign-in. */
  interface SessionFacts {
    /** Its id in the register of live sessions. */
    sid: string;
    /** How the user signed in. */
    method: 'email' | 'passkey';
    /** When, in seconds since 1970. */
    authenticatedAt: number;
    /** False if the database could not confirm the session. Allow reads, refuse writes. */
    isVerified: boolean;
  }
}

declare module 'next-auth' {
  interface User {
    /** The id of the session that this sign-in has opened. */
    sid?: string;
  }

  interface Session extends SessionFacts {
    user: { id: string; email: string };
    /** When the session ends if it is not used before, ISO 8601. */
    expires: string;
  }
}

declare module 'next-auth/jwt' {
  /** Partial, because NextAuth makes tokens for other things too. */
  interface JWT extends Partial<SessionFacts> {
    /** When the register last recorded that the session is in use, in ms since 1970. */
    seenAt?: number;
  }
}
