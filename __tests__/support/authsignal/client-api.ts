import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from 'nid-webauthn-emulator';

type Answer = {
  status: number;
  isVerified?: boolean;
  errorCode?: string;
  failureReason?: string;
  accessToken?: string;
};

/** Authsignal's client API without the SDK, for clients that do what no SDK would. */
export function createClientApi({ baseUrl, tenantId }: { baseUrl: string; tenantId: string }) {
  const tenant = `Basic ${btoa(tenantId)}`;

  async function post(path: string, body: unknown, token?: string) {
    const response = await fetch(`${baseUrl}/client/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: token ? `Bearer ${token}` : tenant,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { ...(await response.json()), status: response.status };
  }

  return {
    post,

    startRegistration: (
      token: string,
    ): Promise<{ challengeId: string; options: PublicKeyCredentialCreationOptionsJSON }> =>
      post('user-authenticators/passkey/registration-options', {}, token),

    addPasskey: (token: string, challengeId: string, credential: object): Promise<Answer> =>
      post(
        'user-authenticators/passkey',
        { challengeId, registrationCredential: credential },
        token,
      ),

    startSignIn: (
      token?: string,
    ): Promise<{ challengeId: string; options: PublicKeyCredentialRequestOptionsJSON }> =>
      post('user-authenticators/passkey/authentication-options', {}, token),

    verify: (challengeId: string, credential: object, token?: string): Promise<Answer> =>
      post('verify/passkey', { challengeId, authenticationCredential: credential }, token),
  };
}
