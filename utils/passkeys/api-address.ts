/** The address of Authsignal's API with `/v1`, as the SDKs spell it in some of their calls. */
export const apiAddress = (host: string): string => host.replace(/(\/v1)?\/*$/, '/v1');
