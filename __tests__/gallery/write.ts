import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { createJiti } from 'jiti';

import type { State } from './states';

const root = resolve(__dirname, '../..');
const folder = join(root, 'test-results/gallery');
const replaced = [
  'account/use-device-passkeys',
  'account/use-list',
  'account/use-passkey-prompt',
  'passkeys/use-create-passkey',
  'passkeys/use-passkey-sign-in',
  'step-up/use-passkey-confirmation',
  'ui/use-submit-once',
];

const jiti = createJiti(__filename, {
  jsx: { runtime: 'automatic' },
  alias: {
    ...Object.fromEntries(replaced.map((name) => [`@/utils/${name}`, join(__dirname, 'hooks.ts')])),
    '@': root,
  },
});

const indexOf = (names: string[]) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Gallery</title>
<style>
  body { margin: 24px; font: 15px/1.5 system-ui, sans-serif; }
  main { display: grid; gap: 24px; grid-template-columns: repeat(auto-fill, minmax(380px, 1fr)); }
  iframe { width: 100%; height: 560px; border: 1px solid #8886; border-radius: 8px; }
</style>
<h1>Every state of every page</h1>
<main>${names
  .map(
    (name) =>
      `<div><a href="${name}.html">${name}</a><iframe src="${name}.html" title="${name}"></iframe></div>`,
  )
  .join('\n')}</main>
</html>
`;

/** Writes every state as a page that opens without a server, and an index of them all. */
async function main() {
  const { draw } = await jiti.import<{ draw(): Record<string, string> }>('./draw.tsx');
  const { states } = await jiti.import<{ states: Record<string, State> }>('./states.tsx');
  const documents = draw();

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'public/icon.svg'), join(folder, 'icon.svg'));
  const style = readFileSync(join(root, 'utils/ui/style.css'), 'utf8');
  const atHome = style.replaceAll("url('/", "url('");
  writeFileSync(join(folder, 'style.css'), atHome);
  const withoutScript = atHome.replace('@media (scripting: none)', '@media all');
  writeFileSync(join(folder, 'style-without-script.css'), withoutScript);

  Object.entries(documents).forEach(([name, html]) =>
    writeFileSync(join(folder, `${name}.html`), html),
  );
  writeFileSync(join(folder, 'index.html'), indexOf(Object.keys(documents)));
  console.log(`${Object.keys(states).length} states: ${join(folder, 'index.html')}`);
}

void main();
