import { LARGEST_PORT } from './find-port';

// `localhost:3000` is a URL too, with the scheme `localhost`.
const isWebUrl = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= LARGEST_PORT;

/**
 * Reads the app's address from NEXTAUTH_URL and PORT; the default is http://localhost:3000. Throws an
 * error with one line for each invalid variable.
 */
export function readAppAddress({ NEXTAUTH_URL, PORT }: NodeJS.ProcessEnv) {
  const url = NEXTAUTH_URL || 'http://localhost:3000';
  const problems: string[] = [];
  if (!isWebUrl(url)) problems.push('NEXTAUTH_URL must be a URL, such as http://localhost:3000');
  else if (new URL(url).pathname !== '/')
    problems.push('NEXTAUTH_URL must be an origin, without a path');
  if (PORT && !isPort(Number(PORT)))
    problems.push(`PORT must be a number from 1 to ${LARGEST_PORT}`);
  if (problems.length > 0) throw new Error(problems.join('\n'));

  const { hostname, origin, port: portInUrl } = new URL(url);
  const isLocal = ['localhost', '127.0.0.1'].includes(hostname);
  const port = Number(PORT || (isLocal && portInUrl) || 3000);
  return { isLocal, port, origin: isLocal ? `http://localhost:${port}` : origin };
}
