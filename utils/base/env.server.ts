import { z } from 'zod';

/** Whether a host is this machine, so that what is sent to it crosses no network. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

const isSecureUrl = (value: string) => {
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || isLoopback(hostname);
};
const webUrl = z
  .url({
    protocol: /^https?$/,
    error: 'must be a URL, such as https://app.example.com',
    abort: true,
  })
  .refine(isSecureUrl, { error: 'must start with https:// except on localhost', abort: true });

const hasNoPath = (value: string) => new URL(value).pathname === '/';
const toOrigin = (value: string) => new URL(value).origin;
const isOrigin = (value: string) =>
  URL.canParse(value) && value.replace(/\/$/, '') === toOrigin(value);

const MAIL_ADDRESS = /^[^<>"@\s]+@[^<>"@\s]+$/;

/** RFC 5322, section 3.4: a name, which may be in quotes, before an address. */
const NAME_AND_ADDRESS = /^(?:"((?:[^"\\\p{Cc}]|\\\P{Cc})*)"\s*|(?!")([^<>\p{Cc}]*))<(.*)>$/u;

/** For nodemailer, which would split a name at its commas. Undefined if `value` is not a sender. */
function parseSender(value: string): { name: string; address: string } | undefined {
  const [, quoted, name = '', address = value.trim()] = NAME_AND_ADDRESS.exec(value.trim()) ?? [];
  if (!MAIL_ADDRESS.test(address)) return undefined;
  return { name: quoted?.replace(/\\(.)/g, '$1') ?? name.trim(), address };
}

/** The value in .env.example: public, therefore never a secret. */
const EXAMPLE_SECRET = 'an-example-that-is-refused-run-openssl-rand-base64-32';

const secretSchema = z
  .string()
  .min(32, 'must have 32 characters or more; make one with: openssl rand -base64 32')
  .refine((value) => value !== EXAMPLE_SECRET, 'is the public example; make one of your own')
  .refine((value) => new Set(value).size >= 10, 'must be random');

const fields = z.object({
  // NextAuth reads it as it is written, and takes another spelling for another site.
  NEXTAUTH_URL: z
    .string()
    .refine(isOrigin, {
      error: 'must be an origin (https://app.example.com): lower case, no path, no default port',
      abort: true,
    })
    .pipe(webUrl.transform(toOrigin)),
  NEXTAUTH_SECRET: z
    .string()
    .transform((value) => value.split(',').map((secret) => secret.trim()))
    .pipe(z.tuple([secretSchema], secretSchema)),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }),
  EMAIL_SERVER: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }),
  EMAIL_FROM: z
    .string()
    .transform(parseSender)
    .pipe(
      z.object({ name: z.string(), address: z.string() }, 'must be an address or Name <address>'),
    ),
  NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: z.string(),
  NEXT_PUBLIC_AUTHSIGNAL_API_HOST: webUrl,
  AUTHSIGNAL_TENANT_SECRET_KEY: z.string(),
  TRUSTED_PROXY_HOPS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .max(10, 'must be 10 or less')
    .default(0),
  PASSKEY_RELATED_ORIGINS: z
    .string()
    .transform((value) => value.split(',').map((origin) => origin.trim()))
    .pipe(z.array(webUrl.refine(hasNoPath, 'must be origins, without a path').transform(toOrigin)))
    .default([]),
  SHUTDOWN_DELAY_SECONDS: z.coerce
    .number('must be a number')
    .min(0, 'must not be negative')
    .max(600, 'must be 600 or less')
    .default(0),
  CRON_SECRET: z.string().min(16, 'must have 16 characters or more').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be a URL, such as http://localhost:4318' })
    .optional(),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
});

/** An OAuth client's id and secret: each needs the other one. */
const PAIRS = [
  ['GITHUB_ID', 'GITHUB_SECRET'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
] as const;

type Env = z.infer<typeof fields>;

/** An empty value counts as missing. Throws one error that names every problem, and no value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value));
  const { data, error } = fields.safeParse(present);
  const halves = PAIRS.flatMap(([id, secret]) => {
    if (id in present === secret in present) return [];
    const [there, missing] = id in present ? [id, secret] : [secret, id];
    return `\n  ${missing} is missing, and ${there} is set`;
  });
  if (data && halves.length === 0) return data;

  const wrong = (error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]);
    return `\n  ${name} ${name in present ? message : 'is missing'}`;
  });
  const heading = 'These environment variables need attention (.env.example explains each):';
  throw new Error(heading + [...wrong, ...halves].join(''));
}

let parsed: Env | undefined;

/** The checked environment, read on first use, so that a build needs none of it. */
export const env = (): Env => (parsed ??= parseEnv(process.env));

/** The secrets that signed values may have been made with: the present one first, then earlier ones. */
export const secrets = () => env().NEXTAUTH_SECRET;

/** The secret that signs. */
export const presentSecret = () => secrets()[0];

/** What `read` makes of a signed value with the secret that signed it. Throws if no secret of ours did. */
export const readWithSecrets = <T>(read: (secret: string) => Promise<T>): Promise<T> =>
  Promise.any(secrets().map(read));

/** The sources that a Content-Security-Policy has to allow under `next dev`: see next.config.js. */
export const devToolSources = () => (process.env.DEV_TOOL_SOURCES ?? '').split(' ').filter(Boolean);

/** Whether the build is for a host that freezes a process after each answer: see docs/deploy.md. */
export const isServerless = () => process.env.SERVERLESS === '1';

/** Ends the process with exit code 1 and one message if the environment is not valid. */
export function stopOnBadEnvironment(): void {
  try {
    env();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`);
    process.exit(1);
  }
}
