import { describeBrowser } from '@/utils/http/describe-browser';

const KIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 16; K)';

test.each([
  [`${MAC} ${KIT} Chrome/143.0.0.0 Safari/537.36`, 'Chrome on macOS'],
  [`${MAC} ${KIT} Version/26.0 Safari/605.1.15`, 'Safari on macOS'],
  [`${WINDOWS} ${KIT} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`, 'Edge on Windows'],
  [`${WINDOWS} ${KIT} Chrome/143.0.0.0 Safari/537.36 OPR/127.0.0.0`, 'Opera on Windows'],
  [`Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0`, 'Firefox on Linux'],
  [`${IPHONE} ${KIT} Version/26.0 Mobile/15E148 Safari/604.1`, 'Safari on iPhone'],
  [`${IPHONE} ${KIT} CriOS/143.0.0.0 Mobile/15E148 Safari/604.1`, 'Chrome on iPhone'],
  [`${ANDROID} ${KIT} Chrome/143.0.0.0 Mobile Safari/537.36`, 'Chrome on Android'],
  [
    `${ANDROID} ${KIT} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet on Android',
  ],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${KIT} Chrome/143.0.0.0`, 'Chrome on ChromeOS'],
  [`${ANDROID} something else`, 'Unknown browser on Android'],
  ['curl/8.14.1', 'Unknown browser'],
  ['', 'Unknown browser'],
  [null, 'Unknown browser'],
])('%s is %s', (userAgent, words) => {
  expect(describeBrowser(userAgent)).toBe(words);
});
