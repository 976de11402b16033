import type { ParsedUrlQuery } from 'node:querystring';

import type { Session } from 'next-auth';

import { offeredProviders } from '@/utils/base/oauth-clients.server';
import type { OAuthId } from '@/utils/base/oauth-names';
import { authsignalTenant } from '@/utils/base/tenant.server';
import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { shownUser } from '@/utils/http/shown-user.browser';
import { SignedInAs } from '@/utils/http/signed-in-as';
import { recallAddress } from '@/utils/links/remembered-address.server';
import type { Tenant } from '@/utils/passkeys/tenant';
import { usePasskeySignIn } from '@/utils/passkeys/use-passkey-sign-in';
import { ProviderForms } from '@/utils/oauth/provider-forms';
import { isRecent } from '@/utils/sessions/recent-sign-in.server';
import { pageProps } from '@/utils/http/page-props.server';
import { readSession } from '@/utils/sessions/session.server';
import { wantedUrl } from '@/utils/signin/callback-url.server';
import { csrfToken } from '@/utils/signin/csrf.server';
import { errorSentence } from '@/utils/signin/error-sentence';
import { LinkForm } from '@/utils/signin/link-form';
import { PasskeyButton } from '@/utils/signin/passkey-button';
import { showPage, useNextPage } from '@/utils/signin/use-next-page';
import { ACCOUNT_PATH } from '@/utils/site';
import { Alert } from '@/utils/ui/alert';
import { Page } from '@/utils/ui/page';

interface SignInProps {
  csrfToken: string;
  callbackUrl: string;
  /** A sentence, so that the catalogue stays on the server. */
  error: string | null;
  address: string | null;
  /** The id of the signed-in user, who is to re-authenticate. */
  confirms: string | null;
  authsignal: Tenant;
  /** Missing if none is offered, so that the page is no longer for it. */
  providers?: OAuthId[];
}

export default function SignIn({
  address,
  confirms,
  csrfToken,
  callbackUrl,
  ...props
}: SignInProps) {
  const { error, providers } = props;
  const { state, arm, press } = usePasskeySignIn({
    callbackUrl,
    go: showPage,
    confirms: shownUser,
  });
  const isConfirming = confirms !== null;
  useNextPage(callbackUrl, state.status === 'waiting' || state.status === 'verifying');

  return (
    <Page title={isConfirming ? 'Confirm that it is you' : 'Sign in'}>
      {confirms && <SignedInAs userId={confirms} />}
      {error && <Alert takesFocus>{error}</Alert>}
      <LinkForm csrfToken={csrfToken} callbackUrl={callbackUrl} label="Email me a sign-in link">
        <label htmlFor="email">E-mail address</label>
        {/* Browsers offer passkeys here only if "webauthn" comes last. */}
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
      {providers && <ProviderForms {...{ providers, csrfToken, callbackUrl }} />}
      {isConfirming && (
        <p className="aside">
          <a href={ACCOUNT_PATH}>Back to your account</a>
        </p>
      )}
    </Page>
  );
}

/** The address that the user wants to change, or that the failed link or form had. */
async function typedAddress(query: ParsedUrlQuery, req: RequestWithCookies) {
  if (query.change !== undefined) return recallAddress(req, 'link-asked');
  return query.error === undefined ? undefined : recallAddress(req, 'link-failed');
}

/** Where to redirect a signed-in user. Undefined if the user is to re-authenticate on this page. */
async function destinationOf(session: Session, query: ParsedUrlQuery, req: RequestWithCookies) {
  if (query.confirm !== undefined) return undefined;
  if (query.error === undefined) return wantedUrl(query, req);
  // The user has tried to re-authenticate.
  if (query.error !== 'link_not_valid') return undefined;

  // A used link may be the one that has just signed the user in.
  const isUsersLink = (await recallAddress(req, 'link-failed')) === session.user.email;
  if (isUsersLink && isRecent(session)) return wantedUrl(query, req);
  return `${ACCOUNT_PATH}?error=link_not_used`;
}

export const getServerSideProps = pageProps<SignInProps>(async ({ req, res, query }) => {
  const session = await readSession({ req, res });
  const destination = session && (await destinationOf(session, query, req));
  if (destination) return { redirect: { destination, permanent: false } };

  // A provider that knows the browser signs its user in without a question, and so confirms nothing.
  const providers = session ? [] : offeredProviders();
  return {
    props: {
      ...(providers.length > 0 && { providers }),
      address: session?.user.email ?? (await typedAddress(query, req)) ?? null,
      confirms: session?.user.id ?? null,
      csrfToken: await csrfToken(req, res),
      callbackUrl: wantedUrl(query, req),
      error: errorSentence(query.error),
      authsignal: authsignalTenant(),
    },
  };
});
