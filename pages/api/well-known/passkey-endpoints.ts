import { ACCOUNT_PATH } from '@/utils/site';
import { publicRoute } from '@/utils/http/route.server';
import { env } from '@/utils/base/env.server';

export const config = { api: { bodyParser: false } };

/** The pages to create and manage passkeys, for password managers: w3.org/TR/passkey-endpoints. */
export default publicRoute({
  GET: async () => {
    const account = `${env().NEXTAUTH_URL}${ACCOUNT_PATH}`;
    return { enroll: account, manage: account };
  },
});
