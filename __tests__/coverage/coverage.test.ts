import { readFileSync } from 'node:fs';

import { DOCUMENT, makeDocument } from './document';

test('the table of what the emulator imitates is up to date: npm run docs:emulator', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(await makeDocument());
  warn.mockRestore();
});
