import { writeFileSync } from 'node:fs';

import { DOCUMENT, makeDocument } from './document';

/** `npm run docs:emulator` */
async function main() {
  console.warn = () => {};
  writeFileSync(DOCUMENT, await makeDocument());
}

void main();
