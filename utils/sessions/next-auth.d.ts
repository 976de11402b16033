import 'next-auth';
import 'next-auth/jwt';

/** What a session says of itself and of the sign-in that opened it. */
interface SessionFacts {
  /** Its id in the register of live sessions. */
  sid: string;
  /** How the person signed in. */
  method: 'email' | 'passkey';
  /** When, in seconds since 1970. */
  authenticatedAt: number;
  /** False while the register cannot be asked: good enough to look, not to change anything. */
  isVerified: boolean;
}

declare module 'next-auth' {
  interface User {
    /** The id of the session that they have just opened with a passkey. */
    sid?: string;
  }

  interface Session extends SessionFacts {
    user: { id: string; email: string };
    /** When the session ends unless it is used before, ISO 8601. */
    expires: string;
  }
}

declare module 'next-auth/jwt' {
  interface JWT extends SessionFacts {
    sub: string;
    email: string;
    /** When the register last noted that the session is in use, in ms since 1970. */
    seenAt: number;
  }
}
