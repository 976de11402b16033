const { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD } = require('next/constants');

/** Notes a press of the passkey button for utils/signin/early-autofill.browser.ts. */
const HEAR_FIRST_PRESS = `addEventListener('click', ({ target }) => {
  if (target.closest?.('#passkey')) document.documentElement.dataset.pressed = '';
});`;

/**
 * Two scripts beside those of the pages, at addresses that pages/_document.tsx can name: `autofill.js`
 * offers passkeys on the sign-in page without waiting for React, which is fifty times its size, and
 * `authsignal.js` is the SDK that it needs. The build's id in the path keeps caches right.
 */
function shapeScripts(config, { isServer, buildId, webpack }) {
  if (isServer) return config;
  const { entry, output, optimization, plugins } = config;
  const { chunkFilename } = output;

  config.entry = async () => ({
    ...(await entry()),
    autofill: {
      import: './utils/signin/early-autofill.browser.ts',
      filename: `static/${buildId}/autofill.js`,
      // Next.js has every entry wait for its own, which waits for React.
      dependOn: undefined,
    },
  });
  // Before all else in its file, which waits for a runtime that is in another.
  const banner = { banner: HEAR_FIRST_PRESS, raw: true, include: /\/autofill\.js$/ };
  plugins.push(new webpack.BannerPlugin(banner));
  optimization.splitChunks.cacheGroups.authsignal = {
    name: 'authsignal',
    // The SDK, and what only a ceremony needs.
    test: /[\\/](@authsignal[\\/]browser|utils[\\/]passkeys)[\\/](dist|patched-sdk|renew-autofill|last-ceremony|ceremony-note|exchange-token)/,
    // The account page has the note in a script of its own.
    chunks: 'async',
    priority: 50,
    enforce: true,
  };
  output.chunkFilename = ({ chunk }) =>
    chunk.name === 'authsignal' ? `static/${buildId}/authsignal.js` : chunkFilename;

  return config;
}

/**
 * On a serverless host no process of ours sees every request, so Next.js's own means set the headers, with the
 * variables of the build: see docs/deploy.md.
 */
const isServerless = process.env.SERVERLESS === '1';

function securityHeaders() {
  const { createJiti } = require('jiti');
  const load = createJiti(__filename, { alias: { '@': __dirname } });
  const headers = load('./utils/server/security-headers.server.ts').securityHeaders();
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

/** @returns {import('next').NextConfig} */
module.exports = (phase) => {
  const isDevelopment = phase === PHASE_DEVELOPMENT_SERVER;
  return {
    reactStrictMode: true,
    // The folder that the Dockerfile copies. Only a build is told: `next start` serves `.next`, and would warn.
    output: phase === PHASE_PRODUCTION_BUILD ? 'standalone' : undefined,
    // In the list of one page, because the folder holds those of all.
    outputFileTracingIncludes: {
      '/api/health': [
        // What Node.js takes by the condition `module-sync`, and Next.js overlooks. Authsignal's SDK needs it.
        'node_modules/*/require.mjs',
        // `npm run db:migrate`.
        'prisma/*.ts',
        'prisma/migrations/**',
        'node_modules/jiti/**',
        'node_modules/.bin/jiti',
      ],
    },
    // No image is ever shrunk (below), and a program for one kind of machine would tie the folder to it.
    outputFileTracingExcludes: {
      'next-server': ['**/node_modules/sharp/**', '**/node_modules/@img/**'],
    },
    // `npm run build` has checked the types before.
    typescript: { ignoreBuildErrors: true },
    poweredByHeader: false,
    // No page has any that Next.js is to shrink, and the route for it would fetch whatever path one names.
    images: { unoptimized: true, maximumDiskCacheSize: 0 },
    headers: async () => [
      ...(isServerless ? [{ source: '/:path*', headers: securityHeaders() }] : []),
      // Next.js has a browser ask for it anew with every page.
      {
        source: '/icon.svg',
        headers: [{ key: 'Cache-Control', value: 'public, max-age=86400' }],
      },
    ],
    rewrites: isServerless
      ? async () => [
          {
            source: '/.well-known/:name(passkey-endpoints|webauthn)',
            destination: '/api/well-known/:name',
          },
        ]
      : undefined,
    env: {
      // A build is for one kind of host, and no variable of the surroundings can change it.
      SERVERLESS: isServerless ? '1' : '',
      // `next dev` evaluates code and inlines styles for its own tools. A build has none of it: the
      // value becomes part of what is compiled, and no variable of the surroundings can change it.
      DEV_TOOL_SOURCES: isDevelopment ? "'unsafe-inline' 'unsafe-eval'" : '',
      // The page names the tenant at run time. Undefined in a build, the two would bring a polyfill of `process`;
      // in development these values would also reach the server.
      ...(!isDevelopment && {
        NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: '',
        NEXT_PUBLIC_AUTHSIGNAL_API_HOST: '',
      }),
    },
    // `next dev` bundles with Turbopack, which has no such thing: there, autofill waits for React.
    webpack: isDevelopment ? undefined : shapeScripts,
  };
};
