import {
  addedLine,
  addedLines,
  documentedModel,
  documentedText,
  documentedWords,
} from './documented-lines';
import { addCreatePasskey, addImports, replaceEach, replaceOnce } from './edit-text';
import type { Edit } from './host';

/** This host has its options in src/server/, and says `~/` for src/. */
const inServer = (line: string) => line.replace("'./passkeys/", "'~/passkeys/");

const editOptions: Edit = (source) => {
  const [withPasskeys = '', options = '', ...wrapper] = addedLines('auth.ts');
  const renamed = replaceOnce(source, 'export const authOptions: NextAuthOptions = {', options);
  const end = '  ],\n};\n';
  const wrapped = replaceOnce(renamed, end, `${end}\n${wrapper.join('\n')}\n`);
  return addImports(wrapped, [inServer(withPasskeys)]);
};

/** The item's routes look for the options in src/auth.ts. */
const editRoute: Edit = (source) =>
  replaceOnce(source, "'../../../auth'", "'../../../server/auth'");

const editSignInPage: Edit = (source) => {
  const line = (part: string) => addedLine('pages/signin.tsx', part);
  const hook = replaceOnce(line('usePasskeySignIn('), "callbackUrl: '/'", 'callbackUrl');
  const [field = ''] = /autoComplete=.*(?= \/>)/.exec(line('<input')) ?? [];
  const submit = '<button type="submit">Send me a link</button>';
  const buttons = [submit, line('onClick={press}'), line('passkeyMessages[')];

  const edits: [string, string][] = [
    [
      "  const [email, setEmail] = useState('');",
      `  ${hook}\n  const [email, setEmail] = useState('');`,
    ],
    ['type="email"', `type="email"\n          ${field}`],
    [submit, buttons.join('\n        ')],
    // The page lists what `getProviders` tells.
    ["id !== 'email')", "!['email', 'credentials'].includes(id))"],
  ];
  return addImports(
    replaceEach(source, edits),
    ["'../passkeys/codes'", "'../passkeys/use-passkey"].map(line),
  );
};

const editSettings: Edit = (source) =>
  addCreatePasskey(source, '<p>The account of {session.user.email}</p>');

/** "Allow the origin of NEXT_PUBLIC_AUTHSIGNAL_API_HOST in `connect-src`." */
const editPolicy: Edit = (source) => {
  const name = 'process.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST';
  const origin = `const authsignal = new URL(${name} ?? 'https://api.authsignal.com').origin;\n`;
  const widened = replaceOnce(
    source,
    `"connect-src 'self'"`,
    `\`connect-src 'self' \${authsignal}\``,
  );
  return replaceOnce(widened, 'const policy = [', `${origin}\nconst policy = [`);
};

const editLint: Edit = (source) => {
  const ignored = documentedWords("ignorePatterns: ['src/passkeys/']");
  return replaceOnce(source, '  plugins:', `  ${ignored},\n  plugins:`);
};

/** What the owner does by hand after the installation, by the texts. */
export const edits: Record<string, Edit> = {
  '.eslintrc.cjs': editLint,
  'next.config.js': editPolicy,
  'prisma/schema.prisma': (source) => `${source}\n${documentedModel()}\n`,
  'src/components/create-passkey.tsx': () => documentedText('components/create-passkey.tsx'),
  'src/pages/api/auth/callback.ts': editRoute,
  'src/pages/api/auth/enroll-passkey.ts': editRoute,
  'src/pages/login.tsx': editSignInPage,
  'src/pages/settings.tsx': editSettings,
  'src/server/auth.ts': editOptions,
};

/** What Prisma's migration for the new model would say. */
export const NEW_TABLE = `CREATE TABLE "SpentToken" (
  "userId" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "at" TIMESTAMP(3) NOT NULL,
  PRIMARY KEY ("userId", "key")
);`;
