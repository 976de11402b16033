const { PHASE_DEVELOPMENT_SERVER } = require('next/constants');

/** @returns {import('next').NextConfig} */
module.exports = (phase) => ({
  reactStrictMode: true,
  poweredByHeader: false,
  env: {
    // `next dev` evaluates code and inlines styles for its own tools. A build has none of it: the
    // value becomes part of what is compiled, and no variable of the surroundings can change it.
    DEV_TOOL_SOURCES: phase === PHASE_DEVELOPMENT_SERVER ? "'unsafe-inline' 'unsafe-eval'" : '',
  },
});
