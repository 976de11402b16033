import { createHash } from 'node:crypto';

import { themeScript } from './src/theme.js';

await import('./src/env.js');

const theme = createHash('sha256').update(themeScript).digest('base64');

const policy = [
  "default-src 'self'",
  `script-src 'self' 'sha256-${theme}'`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
];

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: policy.join('; ') },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=()' },
      ],
    },
  ],
};

export default config;
