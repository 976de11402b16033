import type { NextApiRequest, NextApiResponse } from 'next';

import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { clientNetwork } from '@/utils/http/client-address.server';
import { limitFailures } from '@/utils/limits/limit-failures.server';
import { askToSignIn, type SignInAnswer } from '@/utils/signin/ask-to-sign-in.server';

/** The errors that count against the client. */
const isBad = ({ error }: SignInAnswer) =>
  error === 'passkey_not_accepted' || error === 'passkey_of_another';

/** Signs in with a passkey's token. Throws `too_many_requests` or `service_unavailable`. */
export async function signInWithPasskey(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const client = clientNetwork(req);
  sendAnswer(
    res,
    await limitFailures('bad_tokens_per_client', client, () => askToSignIn(req), isBad),
  );
}
