import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';

import { PasskeyError } from './codes';
import {
  confirmEnrolment,
  type Device,
  type EnrolmentSettings,
  type PasskeyOwner,
  startEnrolment,
} from './enrolment.server';
import { requireOwnRequest } from './own-request.server';
import { errorName } from './settings.server';

/** The cookie in which Authsignal's browser SDK keeps the id that it gave the browser. */
const DEVICE_COOKIE = '__as_aid';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export interface RouteSettings extends EnrolmentSettings {
  /** The signed-in user, from your own session. Null if there is none. */
  user: (req: NextApiRequest, res: NextApiResponse) => Promise<PasskeyOwner | null>;
  /** Throws `new PasskeyError('reauthentication_required')` if the sign-in is too old to add a passkey. */
  mayEnrol?: ((user: PasskeyOwner, req: NextApiRequest) => Promise<void> | void) | undefined;
  /** The client's address, for Authsignal's rules. By default the socket's, which is wrong behind a proxy. */
  address?: ((req: NextApiRequest) => string | undefined) | undefined;
}

/** `pages/api/auth/enroll-passkey.ts`: answers with the token for a ceremony. */
export const enrolRoute = (settings: RouteSettings): NextApiHandler =>
  route(settings, async (req, user) => {
    await settings.mayEnrol?.(user, req);
    const address = settings.address ?? (({ socket }) => socket.remoteAddress);
    return { token: await startEnrolment(user, deviceOf(req, address(req)), settings) };
  });

/** `pages/api/auth/callback.ts`: asks Authsignal whether the ceremony has added a passkey. */
export const callbackRoute = (settings: RouteSettings): NextApiHandler =>
  route(settings, async (req, user) => {
    const body: unknown = req.body;
    const { token }: { token?: unknown } = Object.assign({}, body);
    await confirmEnrolment(token, user, req.headers, settings);
    return { success: true };
  });

/** What Authsignal's rules may know of the browser that sent the request. */
export function deviceOf(
  { cookies, headers }: Pick<NextApiRequest, 'cookies' | 'headers'>,
  ipAddress: string | undefined,
): Device {
  const { [DEVICE_COOKIE]: deviceId = '' } = cookies;
  return {
    ipAddress,
    userAgent: headers['user-agent'],
    deviceId: UUID.test(deviceId) ? deviceId : undefined,
  };
}

type Action = (req: NextApiRequest, user: PasskeyOwner) => Promise<object>;

/** A route for signed-in users. It answers a refusal with its code, and a GET without a look at the origin. */
export function route(settings: RouteSettings, action: Action, methods = ['POST']): NextApiHandler {
  return async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    try {
      if (!methods.includes(req.method ?? '')) {
        res.setHeader('Allow', methods.join(', '));
        throw new PasskeyError('method_not_allowed');
      }
      if (req.method !== 'GET') requireOwnRequest(req);
      const user = await settings.user(req, res);
      if (!user) throw new PasskeyError('not_signed_in');
      res.status(200).json(await action(req, user));
    } catch (error) {
      const isRefusal = error instanceof PasskeyError;
      const refusal = isRefusal ? error : new PasskeyError('service_unavailable');
      const event = { event: 'route_unavailable', level: 'error' } as const;
      if (!isRefusal) settings.log?.({ ...event, error: errorName(error) });
      const { status, code, message, retryAfter } = refusal;
      if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
      res.status(status).json({ error: code, message });
    }
  };
}
