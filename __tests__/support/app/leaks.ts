/** Shorter ones could stand in a text by chance. */
const LEAST_LENGTH = 12;

/** Base64 of a text that stands somewhere inside of a longer one: it depends on where. */
const base64Inside = (secret: string) =>
  [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]).toString('base64');
    const whole = encoded.replace(/=*$/, '');
    // What is at the edges is made of the neighbours' bits as well.
    return whole.slice(offset && offset + 1, whole.length === encoded.length ? undefined : -1);
  });

/** A secret as it is, and as programs write it: base64 and base64url, percent-encoded, in hex. */
export function spellingsOf(secret: string): string[] {
  const base64 = base64Inside(secret);
  const spellings = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURIComponent(secret).toLowerCase(),
    new URLSearchParams([['', secret]]).toString().slice(1),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('hex').toUpperCase(),
  ];
  return [...new Set(spellings)];
}

/** Which of the secrets stand in the text, in whatever spelling. */
export function leaksIn(text: string, secrets: Iterable<string>): string[] {
  const long = [...new Set(secrets)].filter((secret) => secret.length >= LEAST_LENGTH);
  return long.filter((secret) => spellingsOf(secret).some((spelling) => text.includes(spelling)));
}

/** The secrets of an exchange: every cookie's value, whole and in parts, and what a field named so holds. */
export function secretsIn({ cookies = [], body }: { cookies?: string[]; body: unknown }) {
  const values = cookies.map((cookie) => cookie.replace(/^[^=]*=|;.*$/g, ''));
  const parts = values.flatMap((value) => [value, ...decodeURIComponent(value).split(/[|.]/)]);
  return [...parts, ...secretFields(body)];
}

const SECRET_FIELD = /token|email/i;

function secretFields(body: unknown): string[] {
  if (typeof body === 'string') return secretFields(fieldsOf(body));
  if (body instanceof URLSearchParams) return secretFields(Object.fromEntries(body));
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (typeof value !== 'string') return secretFields(value);
    return SECRET_FIELD.test(name) ? [value] : [];
  });
}

function fieldsOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
