import { addedLines, documentedModel, documentedText } from './documented-lines';
import { addCreatePasskey, addImports, addPasskeySignIn, replaceOnce } from './edit-text';
import type { Edit } from './host';

/** This host has a provider with the id `credentials`, so that passkeys need another one. */
const PROVIDER = "provider: 'passkey'";

const editOptions: Edit = (source) => {
  const [withPasskeys = '', options = '', ...wrapper] = addedLines('auth.ts');
  const own = [...wrapper.slice(0, -1), `  ${PROVIDER},`, ...wrapper.slice(-1)];
  const renamed = replaceOnce(source, `export const authOptions: NextAuthOptions = {`, options);
  return [addImports(renamed, [withPasskeys]).trimEnd(), ...own, ''].join('\n');
};

const editSignInPage: Edit = (source) =>
  addPasskeySignIn(source, {
    settings: `callbackUrl, ${PROVIDER}`,
    above: '\n  function submit',
    gap: ' ',
    submit: '<button type="submit">Sign in</button>',
  });

const editSettings: Edit = (source) =>
  addCreatePasskey(source, '<p>Your address is {session.user.email}.</p>');

/** The tables and columns of this host have names of their own, and so do the new ones. */
const editSchema: Edit = (source) => {
  const named = replaceOnce(documentedModel(), 'userId String', 'userId String @map("user_id")');
  return `${source}\n${replaceOnce(named, '\n}', '\n  @@map("spent_tokens")\n}')}\n`;
};

/** What the owner does by hand after the installation, by the texts. */
export const edits: Record<string, Edit> = {
  'auth.ts': editOptions,
  'components/create-passkey.tsx': () => documentedText('components/create-passkey.tsx'),
  'pages/login.tsx': editSignInPage,
  'pages/settings.tsx': editSettings,
  'prisma/schema.prisma': editSchema,
};

/** What Prisma's migration for the new model would say. */
export const NEW_TABLE = `CREATE TABLE "spent_tokens" (
  "user_id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "at" TIMESTAMP(3) NOT NULL,
  PRIMARY KEY ("user_id", "key")
);`;
