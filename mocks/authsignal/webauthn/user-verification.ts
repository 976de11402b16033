import type { RelyingParty } from '../index';
import { DEFAULT_USER_VERIFICATION } from '../inferred';

export const userVerificationOf = ({
  userVerification = DEFAULT_USER_VERIFICATION,
}: RelyingParty) => userVerification;
