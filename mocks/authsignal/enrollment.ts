import type { Store } from './store/store';

/**
 * What `track` and `get user` tell of a user's authenticators.
 * Inferred: the oldest authenticator gives the default method.
 */
export function describeEnrollment(store: Store, userId: string) {
  const methods = store.listAuthenticators(userId).map((each) => each.verificationMethod);
  return {
    isEnrolled: methods.length > 0,
    enrolledVerificationMethods: [...new Set(methods)],
    allowedVerificationMethods: ['PASSKEY' as const],
    defaultVerificationMethod: methods[0],
  };
}
