import { z } from 'zod';

import { parseSender } from '@/utils/base/parse-sender';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const isSecureUrl = (value: string) => {
  const url = new URL(value);
  return url.protocol === 'https:' || LOOPBACK.has(url.hostname);
};
const webUrl = z
  .url({
    protocol: /^https?$/,
    error: 'must be a URL, such as https://app.example.com',
    abort: true,
  })
  .refine(isSecureUrl, { error: 'must start with https:// except on localhost', abort: true });

const isOrigin = (value: string) => /^\/?$/.test(new URL(value).pathname);
const toOrigin = (value: string) => new URL(value).origin;
const isPlain = (value: string) => value.replace(/\/$/, '') === toOrigin(value);

/** The value in .env.example: public, therefore never a secret. */
const EXAMPLE_SECRET = 'an-example-that-is-refused-run-openssl-rand-base64-32';

const schema = z.object({
  NEXTAUTH_URL: z
    .string()
    .regex(/^\S*$/, { error: 'must have no spaces', abort: true })
    .pipe(webUrl.refine(isOrigin, { error: 'must be an origin, without a path', abort: true }))
    // NextAuth reads it as it stands, and takes another spelling for another site.
    .refine(isPlain, 'must be spelled in lower case, without the usual port')
    .transform(toOrigin),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'must have 32 characters or more; make one with: openssl rand -base64 32')
    .refine((value) => value !== EXAMPLE_SECRET, 'is the public example; make one of your own')
    .refine((value) => new Set(value).size >= 10, 'must be random'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }),
  EMAIL_SERVER: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }),
  EMAIL_FROM: z
    .string()
    .transform(parseSender)
    .pipe(
      z.object({ name: z.string(), address: z.string() }, 'must be an address or Name <address>'),
    ),
  NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: z.string(),
  NEXT_PUBLIC_AUTHSIGNAL_API_HOST: webUrl.transform((value) =>
    // As the SDK spells it in some of its calls.
    new URL(value).href.replace(/\/*$/, '').replace(/(\/v1)?$/, '/v1'),
  ),
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
    .pipe(z.array(webUrl.refine(isOrigin, 'must be origins, without a path').transform(toOrigin)))
    .default([]),
});

type Env = z.infer<typeof schema>;

/**
 * Reads and checks the environment. An empty value counts as missing.
 * Throws one error whose message names every problem, and no value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value));
  const result = schema.safeParse(present);
  if (result.success) return result.data;

  const problems = result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `  ${name} ${name in present ? message : 'is missing'}`;
  });
  throw new Error(
    ['These environment variables need attention (.env.example explains each):', ...problems].join(
      '\n',
    ),
  );
}

let parsed: Env | undefined;

/** The checked environment. Read on first use, so that a build needs none of it. */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}

/** What the Content-Security-Policy has to allow beyond our own for `next dev`; see next.config.js. */
export const devToolSources = () => (process.env.DEV_TOOL_SOURCES ?? '').split(' ').filter(Boolean);

/** Ends the process with exit code 1 and one message where the environment is not as it should be. */
export function stopOnBadEnvironment(): void {
  try {
    env();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`);
    process.exit(1);
  }
}
