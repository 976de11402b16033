import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { posix, relative } from 'node:path';

// `npx jiti passkeys/doctor.ts` in your app's folder says what is left to do, and ends with 1 if there is
// something. `--write` shows the edits that are safe, and makes them. It reads the text of files, and runs none.
const slashes = (path: string) => path.replaceAll('\\', '/');
const read = (name: string) => (existsSync(name) ? readFileSync(name, 'utf8') : '');
const core = posix.dirname(slashes(relative('', process.argv[1] ?? '')));
const names = readdirSync('.', { recursive: true, encoding: 'utf8' }).map(slashes);
const code = /^(?!(.*\/)?(\.|node_modules\/)).*\.([cm]?[jt]sx?|prisma|json)$/;
const own = names.filter((name) => code.test(name) && posix.dirname(name) !== core);
const files = own.map((name) => ({ name, text: read(name) }));
const find = (pattern: RegExp) => files.find(({ text }) => pattern.test(text));

/** `edited` is the new text of the file, if the edit is safe. */
function check(isFine: unknown, where: string, what: string, edited = '') {
  if (isFine) return;
  const args = ['--no-pager', 'diff', '--no-index', '--', where, '-'];
  const show = () => spawnSync('git', args, { input: edited, stdio: ['pipe', 1, 2] });
  console.log(`${where}: ${what}.${edited && ' --write does it.'}`);
  const isShown = edited && process.argv.includes('--write') && !show().error;
  if (isShown) writeFileSync(where, edited);
  else process.exitCode = 1;
}

check(!existsSync('pages') || !existsSync('src/pages'), 'pages/', 'it hides src/pages. Move it');
const tested =
  'next@14 next-auth@4 zod@3.25 axios@1 @authsignal/node@2.21 @authsignal/browser@1.16';
for (const wanted of tested.split(' ')) {
  const [, name = '', least = ''] = /(.+)@(.+)/.exec(wanted) ?? [];
  const places = ['.', '..', '../..'].map((up) => `${up}/node_modules/${name}/package.json`);
  const [, version = ''] = /"version": *"(.+?)"/.exec(places.map(read).join('')) ?? [];
  const isNew = version.localeCompare(least, 'en', { numeric: true }) >= 0;
  const isNear = /^(next|zod)$/.test(name) || version.split('.')[0] === least.split('.')[0];
  check(isNew && isNear, name, `${version || 'missing'}. Install ${wanted}`);
}
const HOST = 'NEXT_PUBLIC_AUTHSIGNAL_API_HOST';
for (const name of ['AUTHSIGNAL_TENANT_SECRET_KEY', 'NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID', HOST]) {
  const line = RegExp(`^${name} *= *["']?[^\\s"'#]`, 'm');
  const isSet = process.env[name] ?? (line.test(read('.env')) || line.test(read('.env.local')));
  check(isSet, '.env', `${name} has no value. The Authsignal Portal shows it under API keys`);
}
const schema = files.find(({ name }) => /^prisma\/.*\.prisma$/.test(name));
if (schema && !find(/@@(id|unique)\((fields: *)?\[userId, *key\]/)) {
  const model =
    '\n\nmodel SpentToken {\n  userId String\n  key    String\n  at     DateTime\n  @@id([userId, key])\n}\n';
  const edited = find(/^model SpentToken /m) ? '' : schema.text.trimEnd() + model;
  check(false, schema.name, 'add SpentToken with @@id([userId, key]), and migrate', edited);
}
const pathTo = (from: string, to: string) =>
  posix.relative(posix.dirname(from), to.replace(/\.tsx?$/, '')).replace(/^(?!\.)/, './');
const owners = files.filter(({ text }) => /^export (const |\{[^}]*\b)authOptions\b/m.test(text));
const { name: owner, text: options } = owners[0] ?? { name: 'auth.ts', text: '' };
const head = `import { withPasskeys } from '${pathTo(owner, `${core}/with-passkeys.server`)}';\n`;
const [, db] = /\bPrismaAdapter\((\w+)\)/.exec(options) ?? [];
const wrapped = `const options$1
export const authOptions = withPasskeys(options, {
  // True the first time only: a unique INSERT decides.
  spend: async (data) => (await ${db}.spentToken.createMany({ data, skipDuplicates: true })).count === 1,
});`;
const bare = /^export const authOptions(: NextAuthOptions = \{\n[\s\S]*?^\};)$/m;
const isSafe = db && find(/"(postgresql|mysql)"/) && !options.includes('Credentials');
const after = isSafe && bare.test(options) ? head + options.replace(bare, wrapped) : '';
check(find(/\bwithPasskeys\(/), owner, 'export authOptions = withPasskeys(options, …)', after);

for (const route of ['enroll-passkey', 'callback']) {
  const place = RegExp(`(pages/api/auth/${route}|app/api/auth/${route}/route)\\.[jt]s$`);
  const { name, text } = files.find((file) => place.test(file.name)) ?? { name: '', text: '' };
  check(name, `/api/auth/${route}`, 'add the route as in the README');
  const [, from = ''] = /\bauthOptions\b[^;]*? from ['"](\..+?)['"]/.exec(text) ?? [];
  const isRight = !from || owners.some((file) => pathTo(name, file.name) === from);
  const edited = owners[0] ? text.replace(from, pathTo(name, owner)) : '';
  check(isRight, name, `${from} exports no authOptions`, edited);
}
const policy = /connect-src ['*$h][^;"`\n]*|default-src '[^;"`\n]*(?![\s\S]*connect-src)/;
for (const { name, text } of files) {
  const [sources = ' *'] = policy.exec(text) ?? [];
  const isOpen = / (\*|https:)( |$)|\$\{|authsignal/.test(sources) || text.includes(HOST);
  check(isOpen, name, `connect-src lacks the origin of ${HOST}`);
  const isForbidden = /publickey-credentials-(get|create)=\(\)/.test(text);
  check(!isForbidden, name, 'take publickey-credentials-…=() out of the Permissions-Policy');
}
if (!process.exitCode) console.log('nothing to do, as far as files tell');
