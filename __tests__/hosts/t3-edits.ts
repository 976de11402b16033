import { documentedText } from './documented-lines';
import { addCreatePasskey, addPasskeySignIn, replaceOnce } from './edit-text';
import type { Edit } from './host';

const editSignInPage: Edit = (source) => {
  const edited = addPasskeySignIn(source, {
    settings: 'callbackUrl',
    above: "  const [email, setEmail] = useState('');",
    gap: '\n          ',
    submit: '<button type="submit">Send me a link</button>',
  });
  // The page lists what `getProviders` tells.
  return replaceOnce(edited, "id !== 'email')", "!['email', 'credentials'].includes(id))");
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

/** What the owner does by hand after the installation, by the texts. The doctor does the rest. */
export const edits: Record<string, Edit> = {
  'next.config.js': editPolicy,
  'src/components/create-passkey.tsx': () => documentedText('components/create-passkey.tsx'),
  'src/pages/login.tsx': editSignInPage,
  'src/pages/settings.tsx': editSettings,
};

/** What the doctor's `--write` edits, beside the two routes: this host has its options in src/server/. */
export const doctorWrites = ['prisma/schema.prisma', 'src/server/auth.ts'];

/** What Prisma's migration for the new model would say. */
export const NEW_TABLE = `CREATE TABLE "SpentToken" (
  "userId" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "at" TIMESTAMP(3) NOT NULL,
  PRIMARY KEY ("userId", "key")
);`;
