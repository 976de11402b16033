import { join } from 'node:path';

import { GALLERY, galleryUrl, states, test } from '../support/browser/gallery';
import { expect } from '../support/browser/test';

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced-colours': { colorScheme: 'light', forcedColors: 'active' },
} as const;

const coloursOf = (element: Element) => {
  const { backgroundColor, borderTopColor } = getComputedStyle(element);
  return `${backgroundColor} ${borderTopColor}`;
};

test('a picture is taken of every state in each look, and no two looks are the same', async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 2400, height: 900 });
  await page.goto(galleryUrl('index.html'));
  // Frames that are out of sight are not drawn: the window becomes as tall as the page.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 2400, height });
  const drawn = page.frames().map((frame) => frame.url());
  expect(drawn.sort()).toEqual(['index.html', ...states()].map(galleryUrl).sort());

  // The pictures themselves differ each time, by a few pixels.
  const button = page.frameLocator('[title="sign-in"]').getByRole('button', { name: 'Email me' });
  const colours = new Set<string>();
  for (const [look, media] of Object.entries(looks)) {
    await page.emulateMedia(media);
    await page.screenshot({ path: join(GALLERY, `${look}.png`) });
    colours.add(await button.evaluate(coloursOf));
  }
  expect(colours.size).toBe(3);
});
