import type { NextApiRequest } from 'next';

import { askNextAuth, type NextAuthAnswer } from '@/utils/signin/ask-nextauth.server';
import { attempt } from '@/utils/limits/limit-failures.server';
import { clientNetwork } from '@/utils/http/client-address.server';

/** Of what NextAuth says where a passkey is no good. All else is no fault of its holder. */
const isBad = ({ error = '' }: NextAuthAnswer) =>
  ['CredentialsSignin', 'passkey_of_another'].includes(error);

/** Has NextAuth sign somebody in with a passkey. Throws `too_many_requests`. */
export const signInWithPasskey = (req: NextApiRequest): Promise<NextAuthAnswer> =>
  attempt('bad_tokens_per_client', clientNetwork(req), () => askNextAuth(req), isBad);
