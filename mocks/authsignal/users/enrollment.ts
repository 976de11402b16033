import type { Authenticator } from '../store/records';
import type { Store } from '../store/store';

/** What `track` and `get user` tell of a user's authenticators. */
export function describeEnrollment(store: Store, userId: string) {
  const methods = store.listAuthenticators(userId).map((each) => each.verificationMethod);
  return {
    isEnrolled: methods.length > 0,
    enrolledVerificationMethods: [...new Set(methods)],
    allowedVerificationMethods: ['PASSKEY' as const],
    defaultVerificationMethod: findDefault(store, userId)?.verificationMethod,
  };
}

/** Documented (update user): the default is the first that was enrolled, unless another method is set. */
export function findDefault(store: Store, userId: string): Authenticator | undefined {
  const method = store.findUser(userId)?.defaultVerificationMethod;
  const authenticators = store.listAuthenticators(userId);
  return authenticators.find((each) => each.verificationMethod === method) ?? authenticators[0];
}
