import { text } from 'node:stream/consumers';

import { ESLint } from 'eslint';

// Reads [[file, code], …] and tells for each snippet what the project's rules say of it there.
const eslint = new ESLint();
const snippets = JSON.parse(await text(process.stdin));
const verdicts = [];
for (const [filePath, code] of snippets) {
  const [{ messages }] = await eslint.lintText(code, { filePath });
  const broken = messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax');
  verdicts.push(broken.map(({ message }) => message));
}
process.stdout.write(JSON.stringify(verdicts));
