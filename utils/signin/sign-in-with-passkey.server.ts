import type { NextApiRequest } from 'next';

import { clientNetwork } from '@/utils/http/client-address.server';
import { attempt } from '@/utils/limits/limit-failures.server';
import { askToSignIn, type SignInAnswer } from '@/utils/signin/ask-to-sign-in.server';

/** The errors that count against the client. All others are not its fault. */
const isBad = ({ error = '' }: SignInAnswer) =>
  ['CredentialsSignin', 'passkey_of_another'].includes(error);

/** Signs in with a passkey's token. Throws `too_many_requests` or `service_unavailable`. */
export const signInWithPasskey = (req: NextApiRequest): Promise<SignInAnswer> =>
  attempt('bad_tokens_per_client', clientNetwork(req), () => askToSignIn(req), isBad);
