import type { TestApp } from '../app/test-app';

interface AuthsignalCall {
  method: string;
  path: string;
  body: unknown;
}

/** Runs `during` and returns the calls of the app's server that reached Authsignal meanwhile. */
export async function callsDuring(
  app: TestApp,
  during: () => Promise<unknown>,
): Promise<AuthsignalCall[]> {
  const calls: Promise<AuthsignalCall>[] = [];
  const note = ({ request }: { request: Request }) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/v1/') && !pathname.startsWith('/v1/client/')) {
      const body = request.clone().json();
      calls.push(
        body
          .catch(() => undefined)
          .then((read) => ({
            method: request.method,
            path: pathname.replace('/v1', ''),
            body: read,
          })),
      );
    }
  };

  app.authsignal.events.on('request:start', note);
  await during().finally(() => app.authsignal.events.removeListener('request:start', note));
  return Promise.all(calls);
}
