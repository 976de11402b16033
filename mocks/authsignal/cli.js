#!/usr/bin/env node
// The sources are TypeScript, and Node.js does not run them from node_modules: jiti does.
const { createJiti } = require('jiti');

createJiti(__filename)('./cli.ts');
