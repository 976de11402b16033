/** Gives this process an environment that the app accepts, for tests that need no service. */
export function setAppEnvironment(): void {
  Object.assign(process.env, {
    NEXTAUTH_URL: 'https://app.example.com',
    NEXTAUTH_SECRET: 'a secret of the tests that nothing else uses',
    DATABASE_URL: 'postgresql://db.invalid/app',
    EMAIL_SERVER: 'smtp://mail.invalid',
    EMAIL_FROM: 'no-reply@example.com',
    NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: 'tenant',
    NEXT_PUBLIC_AUTHSIGNAL_API_HOST: 'https://api.authsignal.com/v1',
    AUTHSIGNAL_TENANT_SECRET_KEY: 'key',
  });
}
