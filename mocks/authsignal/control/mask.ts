const MASK = '***';
const TOKEN = /eyJ[\w-]+(\.[\w-]*){1,2}/g;
const SECRET_NAME =
  /^(token|accessToken|secret\w*|password|authorization|otp|otpUri|verificationCode)$/i;

/** Masks tokens, and the secret key, in a text. */
export function maskText(text: string, secretKey: string): string {
  return text.replaceAll(secretKey, MASK).replace(TOKEN, MASK);
}

/** Masks secrets in JSON, wherever they stand. */
export function maskJson(value: unknown, secretKey: string): unknown {
  if (typeof value === 'string') return maskText(value, secretKey);
  if (Array.isArray(value)) return value.map((item) => maskJson(item, secretKey));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAME.test(name) && typeof item === 'string' ? MASK : maskJson(item, secretKey),
    ]),
  );
}

/** What may be shown of an Authorization header: its scheme. */
export function maskAuthorization(header: string | undefined): string | undefined {
  return header?.replace(/^(\w+)?.*$/s, (_, scheme = '') => `${scheme} ${MASK}`.trim());
}
