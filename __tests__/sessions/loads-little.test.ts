import { loadedWith } from '../support/imports/imports';

test('reading a session loads at most 20 files, neither NextAuth nor a provider, no mail library and no React', () => {
  const { files, packages } = loadedWith('utils/sessions/session.server.ts');
  expect(files.length).toBeLessThanOrEqual(20);
  expect(packages).toContain('jose');
  const heavy = /^next-auth|^nodemailer|^react|^@authsignal|^axios/;
  expect(packages.filter((name) => heavy.test(name))).toEqual([]);
});
