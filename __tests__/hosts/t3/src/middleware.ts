import { type NextRequest, NextResponse } from 'next/server';

const SESSION_COOKIES = ['next-auth.session-token', '__Secure-next-auth.session-token'];

/** Sends a browser without a session to the sign-in page. The pages look the session up. */
export function middleware({ cookies, nextUrl }: NextRequest) {
  if (SESSION_COOKIES.some((name) => cookies.has(name))) return NextResponse.next();
  const login = nextUrl.clone();
  login.pathname = '/login';
  login.searchParams.set('callbackUrl', nextUrl.pathname);
  return NextResponse.redirect(login);
}

export const config = { matcher: ['/settings', '/admin'] };
