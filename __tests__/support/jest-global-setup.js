const { execFileSync } = require('node:child_process');

/** In a process of its own: Jest's own cannot load PGlite. */
module.exports = function prepare() {
  const jiti = 'node_modules/jiti/lib/jiti-cli.mjs';
  execFileSync(process.execPath, [jiti, '__tests__/support/prepare-database.ts']);
};
