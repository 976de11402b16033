import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { test as base } from './test';

/** Where the build of the tests has drawn each state of each page, as a file of its own. */
export const GALLERY = resolve('test-results/gallery');

export const galleryUrl = (file: string) => pathToFileURL(join(GALLERY, file)).href;

export const states = () =>
  readdirSync(GALLERY).filter((file) => file.endsWith('.html') && file !== 'index.html');

export const test = base.extend({
  // A browser does not let files read each other, nor frames of them take the focus.
  expectedErrors: /from origin 'null'|ERR_FAILED|Blocked autofocusing/,
  // Colours that are on their way from light to dark are of neither.
  contextOptions: { reducedMotion: 'reduce' },
});
