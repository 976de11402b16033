import type { ParsedUrlQuery } from 'node:querystring';

import type { GetServerSideProps } from 'next';
import type { Session } from 'next-auth';

import { ACCOUNT_PATH } from '@/utils/site';
import { Alert } from '@/utils/ui/alert';
import { LinkForm } from '@/utils/signin/link-form';
import { Page } from '@/utils/ui/page';
import { PasskeyButton } from '@/utils/signin/passkey-button';
import { shownUser } from '@/utils/http/shown-user.browser';
import { SignedInAs } from '@/utils/http/signed-in-as';
import type { RequestWithCookies } from '@/utils/http/cookies.server';
import { csrfToken } from '@/utils/signin/csrf.server';
import { recallAddress } from '@/utils/links/remembered-address.server';
import { messages } from '@/utils/base/messages';
import { authsignalTenant } from '@/utils/base/tenant.server';
import type { Tenant } from '@/utils/passkeys/tenant';
import { isRecent } from '@/utils/sessions/recent-sign-in.server';
import { readSession } from '@/utils/sessions/session.server';
import { messageOfErrorParameter } from '@/utils/signin/sign-in-errors';
import { usePasskeySignIn } from '@/utils/passkeys/use-passkey-sign-in';
import { wantedUrl } from '@/utils/signin/callback-url.server';

interface SignInProps {
  csrfToken: string;
  callbackUrl: string;
  /** What brought the person back here, in words: the catalogue of them stays on the server. */
  error: string | null;
  /** What the field for the address says already. */
  address: string | null;
  /** The id of whoever is signed in already, and is to confirm that it is them. */
  confirms: string | null;
  authsignal: Tenant;
}

export default function SignIn({ address, confirms, csrfToken, callbackUrl, error }: SignInProps) {
  const { state, arm, press } = usePasskeySignIn({ callbackUrl, confirms: shownUser });
  const isConfirming = confirms !== null;

  return (
    <Page title={isConfirming ? 'Confirm that it is you' : 'Sign in'}>
      {confirms && <SignedInAs userId={confirms} />}
      {error && <Alert takesFocus>{error}</Alert>}
      <LinkForm csrfToken={csrfToken} callbackUrl={callbackUrl} label="Email me a sign-in link">
        <label htmlFor="email">E-mail address</label>
        {/* "webauthn" has to stand last for the browser to offer passkeys here. */}
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="username webauthn"
          defaultValue={address ?? undefined}
          readOnly={isConfirming}
          required
          onFocus={arm}
        />
      </LinkForm>
      <PasskeyButton state={state} onPress={press} />
      {isConfirming && (
        <p className="aside">
          <a href={ACCOUNT_PATH}>Not now: back to your account</a>
        </p>
      )}
    </Page>
  );
}

/** The address that the user wants to correct, or whose link or form has failed. */
async function typedAddress(query: ParsedUrlQuery, req: RequestWithCookies) {
  if (query.change !== undefined) return recallAddress(req, 'link-asked');
  return query.error === undefined ? undefined : recallAddress(req, 'link-failed');
}

/** Where a signed-in user is sent; undefined if the page is to confirm who it is. */
async function destinationOf(
  session: Session,
  query: ParsedUrlQuery,
  req: RequestWithCookies,
): Promise<string | undefined> {
  if (query.confirm !== undefined) return undefined;
  if (query.error === undefined) return wantedUrl(query, req);
  // The form that was to confirm has failed.
  if (query.error !== 'link_not_valid') return undefined;

  // A used link: perhaps the very one that has just signed the user in.
  const address = await recallAddress(req, 'link-failed');
  const isDone = isRecent(session) && address === session.user.email;
  return isDone ? wantedUrl(query, req) : `${ACCOUNT_PATH}?error=link_not_used`;
}

export const getServerSideProps: GetServerSideProps<SignInProps> = async ({ req, res, query }) => {
  const session = await readSession({ req, res });
  const destination = session && (await destinationOf(session, query, req));
  if (destination) return { redirect: { destination, permanent: false } };

  const error = messageOfErrorParameter(query.error);
  return {
    props: {
      address: session?.user.email ?? (await typedAddress(query, req)) ?? null,
      confirms: session?.user.id ?? null,
      csrfToken: await csrfToken(req, res),
      callbackUrl: wantedUrl(query, req),
      error: error && messages[error],
      authsignal: authsignalTenant(),
    },
  };
};
