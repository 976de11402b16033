import type { NextApiRequest, NextApiResponse } from 'next';

import type { MessageCode } from '@/utils/base/messages';
import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { clientNetwork } from '@/utils/base/client-address.server';
import { limitFailures } from '@/utils/limits/limit-failures.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';

const isBadToken = ({ error }: { error?: MessageCode }) =>
  error === 'passkey_not_accepted' || error === 'passkey_of_another';

/** Signs in with a passkey's token. Throws `too_many_requests` or `service_unavailable`. */
export async function signInWithPasskey(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const ask = () => askToSignIn(req);
  const client = clientNetwork(req);
  sendAnswer(res, await limitFailures('bad_tokens_per_client', client, ask, isBadToken));
}
