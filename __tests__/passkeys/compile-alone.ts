import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * `npm run test:core-types`: copies the core into a small strict app of each kind, installs that app's
 * packages, and compiles it. It needs the npm registry, and leaves nothing behind.
 */
const hosts = {
  'TypeScript 5.4, Next.js 14, React 18, zod 3.25': [
    'typescript@5.4',
    'next@14',
    'react@18',
    'react-dom@18',
    'zod@3.25',
    '@types/react@18',
    '@types/node@20',
  ],
  'TypeScript 7, Next.js 16, React 19, zod 4': [
    'typescript@7',
    'next@16',
    'react@19',
    'react-dom@19',
    'zod@4',
    '@types/react@19',
    '@types/node@22',
  ],
};
const PACKAGES = ['next-auth@4', '@authsignal/node@2', '@authsignal/browser@1', 'axios@1'];

/** The ten lines of the README, in the files where an owner would write them. */
const files = {
  'package.json': '{ "private": true }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'es2017',
      lib: ['dom', 'dom.iterable', 'esnext'],
      module: 'esnext',
      moduleResolution: 'bundler',
      jsx: 'preserve',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      isolatedModules: true,
      esModuleInterop: true,
      types: ['node'],
    },
    include: ['**/*.ts', '**/*.tsx'],
  }),
  'auth.ts': `
    import type { NextAuthOptions } from 'next-auth';
    import GitHub from 'next-auth/providers/github';
    import { withPasskeys } from './passkeys/with-passkeys.server';

    const spent = new Set<string>();
    const options: NextAuthOptions = { providers: [GitHub({ clientId: '', clientSecret: '' })] };
    export const authOptions = withPasskeys(options, {
      findUser: (id) => ({ id }),
      spend: async ({ userId, key }) => spent.size < spent.add(userId + key).size,
    });`,
  'pages/api/auth/[...nextauth].ts': `
    import NextAuth from 'next-auth';
    import { authOptions } from '../../../auth';
    export default NextAuth(authOptions);`,
  'pages/api/auth/enroll-passkey.ts': routeWith('enrolRoute'),
  'pages/api/auth/callback.ts': routeWith('callbackRoute'),
  'pages/signin.tsx': `
    import { passkeyMessages } from '../passkeys/codes';
    import { usePasskeySignIn } from '../passkeys/use-passkey-sign-in';
    export default function SignIn() {
      const { state, arm, press } = usePasskeySignIn({ callbackUrl: '/' });
      return (
        <form>
          <input type="email" autoComplete="username webauthn" onFocus={arm} />
          <button type="button" onClick={press}>Sign in with a passkey</button>
          {state.status === 'failed' && <p role="alert">{passkeyMessages[state.code]}</p>}
        </form>
      );
    }`,
  'pages/settings.tsx': `
    import { useCreatePasskey } from '../passkeys/use-create-passkey';
    export default function Settings() {
      const { state, create } = useCreatePasskey({ username: 'ada@example.com' });
      return <button disabled={state.status === 'waiting'} onClick={() => create()}>Create passkey</button>;
    }`,
};

function routeWith(name: string) {
  return `
    import { getServerSession } from 'next-auth';
    import { authOptions } from '../../../auth';
    import { ${name} } from '../../../passkeys/routes.server';
    export default ${name}({
      user: async (req, res) => {
        const session = await getServerSession(req, res, authOptions);
        return session?.user?.email ? { id: session.user.email, email: session.user.email } : null;
      },
    });`;
}

function compiles(packages: string[]): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'core-alone-'));
  const run = (command: string, args: string[]) =>
    execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    cpSync('utils/passkeys', join(folder, 'passkeys'), { recursive: true });
    const quiet = ['--silent', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
    run('npm', ['install', ...quiet, ...packages, ...PACKAGES]);
    run(process.execPath, ['node_modules/typescript/bin/tsc']);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let failed = 0;
for (const [name, packages] of Object.entries(hosts)) {
  const isGood = compiles(packages);
  console.log(`${isGood ? 'compiles' : 'FAILS   '}  ${name}`);
  if (!isGood) failed++;
}
console.log(`core types: ${Object.keys(hosts).length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
