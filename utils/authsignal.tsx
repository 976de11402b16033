// The name that Authsignal's guide gives the hook. All of it is in utils/passkeys/.
export { AuthsignalTenant } from './passkeys/tenant';
export { useAuthsignal } from './passkeys/use-authsignal';
