import { type OAuthId, oauthNames } from '@/utils/base/oauth-names';

interface ProviderFormsProps {
  providers: OAuthId[];
  csrfToken: string;
  callbackUrl: string;
}

/** A button for each OAuth provider. They work without JavaScript. */
export function ProviderForms({ providers, csrfToken, callbackUrl }: ProviderFormsProps) {
  return (
    <div className="providers">
      {providers.map((id) => (
        <form key={id} method="post" action={`/api/auth/signin/${id}`}>
          <input type="hidden" name="csrfToken" value={csrfToken} />
          <input type="hidden" name="callbackUrl" value={callbackUrl} />
          <button type="submit" className="quiet">
            Sign in with {oauthNames[id]}
          </button>
        </form>
      ))}
    </div>
  );
}
