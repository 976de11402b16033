import { parseArgs } from 'node:util';

import { z } from 'zod';

/** The flags, each with what the help says of it. */
const FLAGS = {
  port: 'the port (8787; 0 for any free one)',
  host: 'where to listen (127.0.0.1, so only this machine can connect)',
  origin: 'a page that may use passkeys (http://localhost:3000); repeat it for several',
  'rp-id': 'the domain of the passkeys (that of the first origin)',
  'rp-name': 'the name that some browsers show (Local)',
  'user-verification': 'required, preferred or discouraged (required)',
  tenant: 'the tenant id (local-tenant)',
  secret: 'the secret key (local-secret-key)',
  webhook: 'the receiver of webhooks (none)',
  seed: 'a JSON file (Seed in index.d.ts), loaded if there is no data yet',
  persist: 'the folder that keeps the data (none: in memory only)',
};

const variableOf = (flag: string) =>
  `AUTHSIGNAL_EMULATOR_${flag.toUpperCase().replaceAll('-', '_')}`;

export const HELP = [
  'authsignal-emulator: Authsignal’s API for passkeys, on your machine',
  '',
  ...Object.entries(FLAGS).map(([name, text]) => `  --${name.padEnd(18)} ${text}`),
  '',
  `Each flag is an environment variable too: ${variableOf('rp-id')} for --rp-id. Several origins stand between commas.`,
].join('\n');

const isOrigin = (text: string): boolean =>
  text.startsWith('android:apk-key-hash:') || (URL.canParse(text) && new URL(text).origin === text);

/** The domain of the first web page among them. */
export const domainOf = (origins: string[]): string =>
  new URL(origins.find((origin) => origin.startsWith('http')) ?? 'http://localhost').hostname;

const schema = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(8787),
  host: z.string().default('127.0.0.1'),
  origin: z
    .array(z.string().refine(isOrigin, 'An origin is like https://example.com, without a path'))
    .default(['http://localhost:3000']),
  'rp-id': z.string().optional(),
  'rp-name': z.string().default('Local'),
  'user-verification': z.enum(['required', 'preferred', 'discouraged']).optional(),
  tenant: z.string().optional(),
  secret: z.string().optional(),
  webhook: z.url({ protocol: /^https?$/ }).optional(),
  seed: z.string().optional(),
  persist: z.string().optional(),
});

/**
 * What the command line asks for, and the environment where it does not; undefined for `--help`.
 * Throws an Error that names the flag or variable that is wrong.
 */
export function readOptions(args: string[], env: Record<string, string | undefined>) {
  const text = { type: 'string' } as const;
  const names = Object.keys(FLAGS);
  const { values } = parseArgs({
    args,
    options: {
      ...Object.fromEntries(names.map((name) => [name, text])),
      origin: { ...text, multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;

  const fromEnvironment = (name: string) => {
    const value = env[variableOf(name)] || undefined;
    return name === 'origin' ? value?.split(',').map((origin) => origin.trim()) : value;
  };
  const given = new Map<string, unknown>(Object.entries(values));
  const parsed = schema.safeParse(
    Object.fromEntries(names.map((name) => [name, given.get(name) ?? fromEnvironment(name)])),
  );
  if (parsed.success) return parsed.data;

  const problems = parsed.error.issues.map(({ path: [name = ''], message }) => {
    return `--${String(name)} or ${variableOf(String(name))}: ${message}`;
  });
  throw new Error(problems.join('\n'));
}
