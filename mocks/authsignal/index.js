// The sources are TypeScript, and Node.js does not run them from node_modules: jiti does.
const { createJiti } = require('jiti');

const load = createJiti(__filename);

exports.createEmulator = (options) => load('./emulator.ts').createEmulator(options);
