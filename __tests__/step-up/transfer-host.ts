import type { NextApiRequest, NextApiResponse } from 'next';
import { type CallbacksOptions, getServerSession, type NextAuthOptions } from 'next-auth';
import { getToken } from 'next-auth/jwt';

import { requireOwnRequest } from '@/utils/passkeys/own-request.server';
import type { PasskeyEvent } from '@/utils/passkeys/settings.server';
import { answerRefusal } from '@/utils/step-up/answer-refusal.server';
import { requirePasskey, type SensitiveAction } from '@/utils/step-up/require-passkey.server';

import { type HostKind, startHost } from '../support/core-host/host';
import { stockOptions } from '../support/core-host/stock-options';

const secret = 'a secret of the tests that nothing else uses';

/** A host with JWTs gives each sign-in an id. */
const jwtOptions = (): Partial<NextAuthOptions> => {
  const { callbacks } = stockOptions(new Map()).options;
  const jwt: CallbacksOptions['jwt'] = ({ token, account }) =>
    account ? { ...token, sid: crypto.randomUUID() } : token;
  return { callbacks: { ...callbacks, jwt } };
};

/**
 * A stock NextAuth app that moves money. `done` is what it has done, and `rule` what it says of a user without a
 * passkey.
 */
export async function startTransferHost(kind: HostKind) {
  const isDatabase = kind === 'database sessions';
  const done: object[] = [];
  const rule: Pick<SensitiveAction, 'otherwise'> = {};
  let options: () => NextAuthOptions;

  /** Who asks, and by which sign-in. */
  async function signedIn(req: NextApiRequest, res: NextApiResponse) {
    if (!isDatabase) {
      const token = await getToken({ req, secret });
      return { userId: token?.sub ?? '', sessionId: String(token?.sid) };
    }
    const session = await getServerSession(req, res, options());
    const { id = '' }: { id?: string } = Object(session?.user);
    return { userId: id, sessionId: req.cookies['next-auth.session-token'] ?? '' };
  }

  const host = await startHost(kind, {
    ...(!isDatabase && { options: jwtOptions() }),
    more: (own) => {
      options = own.options;
      const log = (event: PasskeyEvent) => void own.log.push(event);
      return {
        '/api/auth/deed': async (req, res) => {
          try {
            requireOwnRequest(req);
            const who = await signedIn(req, res);
            const { action, ...operation } = req.body;
            await requirePasskey(
              req,
              { action, operation, ...who, ...rule },
              { secret, spend: own.store.spend, log },
            );
            done.push(operation);
            res.json({ success: true });
          } catch (error) {
            answerRefusal(res, error);
          }
        },
      };
    },
  });
  return { ...host, done, rule };
}

export type TransferHost = Awaited<ReturnType<typeof startTransferHost>>;
