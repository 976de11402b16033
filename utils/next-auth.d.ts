import 'next-auth';
import 'next-auth/jwt';

/** What a session says of the sign-in that opened it. */
interface SignInFacts {
  /** How the person signed in. */
  method: 'email' | 'passkey';
  /** When, in seconds since 1970. */
  authenticatedAt: number;
}

declare module 'next-auth' {
  interface Session extends SignInFacts {
    user: { id: string; email: string };
    /** When the session ends unless it is used before, ISO 8601. */
    expires: string;
  }
}

declare module 'next-auth/jwt' {
  interface JWT extends SignInFacts {
    sub: string;
    email: string;
  }
}
