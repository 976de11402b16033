import { ACCOUNT_PATH } from '@/utils/account-path';
import { publicRoute } from '@/utils/api-route.server';
import { env } from '@/utils/env.server';

export const config = { api: { bodyParser: false } };

/** Where password managers send people to create and manage passkeys: w3.org/TR/passkey-endpoints. */
export default publicRoute({
  GET: async () => {
    const account = `${env().NEXTAUTH_URL}${ACCOUNT_PATH}`;
    return { enroll: account, manage: account };
  },
});
