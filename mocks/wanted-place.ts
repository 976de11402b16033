import { LARGEST_PORT } from './find-port';

// `localhost:3000` can be parsed as well: it is a URL of the scheme `localhost`.
const isWebUrl = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= LARGEST_PORT;

/** Where the app is to run, by the variables or by custom. Throws a sentence for each bad one. */
export function wantedPlace({ NEXTAUTH_URL, PORT }: NodeJS.ProcessEnv) {
  const url = NEXTAUTH_URL || 'http://localhost:3000';
  const problems: string[] = [];
  if (!isWebUrl(url)) problems.push('NEXTAUTH_URL must be a URL, such as http://localhost:3000');
  else if (new URL(url).pathname !== '/')
    problems.push('NEXTAUTH_URL must be an origin, without a path');
  if (PORT && !isPort(Number(PORT)))
    problems.push(`PORT must be a number from 1 to ${LARGEST_PORT}`);
  if (problems.length > 0) throw new Error(problems.join('\n'));

  const { hostname, origin, port: named } = new URL(url);
  const isLocal = ['localhost', '127.0.0.1'].includes(hostname);
  const port = Number(PORT || (isLocal && named) || 3000);
  return { isLocal, port, origin: isLocal ? `http://localhost:${port}` : origin };
}
