import type { RelyingParty } from '../index';

/** Inferred: a tenant that has set nothing requires user verification. */
export const userVerificationOf = ({ userVerification = 'required' }: RelyingParty) =>
  userVerification;
