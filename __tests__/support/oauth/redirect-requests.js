const http = require('node:http');
const https = require('node:https');

const PROVIDERS = ['github.com', 'api.github.com', 'accounts.google.com', 'oauth2.googleapis.com'];
const { OAUTH_STAND_INS = '' } = process.env;
const request = https.request;

/** Loaded before `next start`: leads the server's requests to the providers to the tests' stand-ins. */
https.request = (url, ...others) => {
  const { host, pathname, search } = typeof url === 'string' ? new URL(url) : {};
  if (!PROVIDERS.includes(host)) return request(url, ...others);
  return http.request(`${OAUTH_STAND_INS}/${host}${pathname}${search}`, ...others);
};
