import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  doctor,
  type Files,
  healthyApp,
  MODEL,
  OPTIONS,
  removeHosts,
  route,
  SCHEMA,
  WRAPPER,
  writeHost,
} from '../support/doctor/doctor-host';

afterEach(removeHosts);

test.each([
  ['', 'auth.ts', './passkeys/with-passkeys.server'],
  ['src/', 'src/server/auth.ts', '../passkeys/with-passkeys.server'],
])(
  "in an app with '%s', --write makes the README's edits, shows them, and a second run finds nothing",
  async (src, auth, core) => {
    const bare = { [`${src}auth.ts`]: undefined, [auth]: OPTIONS, 'prisma/schema.prisma': SCHEMA };
    const folder = writeHost({ ...healthyApp(src), ...bare }, src);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');

    const { code, lines } = await doctor(folder, src, '--write');
    expect(code).toBe(0);
    const wrapper = WRAPPER.map((line) => line.replace('./passkeys/with-passkeys.server', core));
    expect(wrapper).toHaveLength(6);
    for (const line of [...wrapper, ...MODEL.trimEnd().split('\n')])
      expect(lines).toContain(`+${line}`);
    expect(lines).toContain('-export const authOptions: NextAuthOptions = {');

    const kept = read(auth)
      .split('\n')
      .filter((line) => !wrapper.includes(line));
    expect(kept).toEqual(OPTIONS.split('\n').filter((line) => !line.startsWith('export')));
    expect(read('prisma/schema.prisma')).toBe(`${SCHEMA}\n${MODEL}`);
    for (const name of ['callback', 'enroll-passkey']) {
      expect(read(`${src}pages/api/auth/${name}.ts`)).toBe(
        route(name).replace('../../../auth', src ? '../../../server/auth' : '../../../auth'),
      );
    }
    const { code: second, lines: said } = await doctor(folder, src);
    expect(second).toBe(0);
    expect(said).toHaveLength(1);
  },
);

test.each<[string, Files]>([
  ['the id may be taken', { 'auth.ts': OPTIONS.replace('[]', '[CredentialsProvider({})]') }],
  ['it does not see which client is used', { 'auth.ts': OPTIONS.replace('(db)', '(db())') }],
  ['the options are not written out', { 'auth.ts': 'export const authOptions = options();\n' }],
  [
    'the database has no skipDuplicates',
    { 'auth.ts': OPTIONS, 'prisma/schema.prisma': SCHEMA.replace('postgresql', 'sqlite') + MODEL },
  ],
])('--write leaves the options to their owner if %s', async (_, files) => {
  const folder = writeHost({ ...healthyApp(), ...files });
  const line = 'auth.ts: export authOptions = withPasskeys(options, …).';
  expect(await doctor(folder, '', '--write')).toEqual({ code: 1, lines: [line] });
  expect(readFileSync(join(folder, 'auth.ts'), 'utf8')).toBe(files['auth.ts']);
});
