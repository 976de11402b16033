import type { Answer, Person } from './person';

export interface Request {
  method: string;
  path: string;
  body?: object;
}

/** Sends it as a page does, with a confirmation if there is one. */
export const ask = (person: Person, { method, path, body }: Request, confirmation?: string) =>
  person.sendJson(method, path, body ?? {}, {
    ...(confirmation && { 'Passkey-Confirmation': confirmation }),
  });

/** The token with which the route asks for a passkey. */
export async function challengeFor(person: Person, request: Request): Promise<string> {
  const { status, body } = await ask(person, request);
  expect({ status, error: body.error }).toEqual({ status: 401, error: 'confirmation_required' });
  return String(body.token);
}

/** What the person's browser gets for that token when the person touches the reader. */
export const confirmation = async (person: Person, request: Request): Promise<string> =>
  person.browser.signIn({ token: await challengeFor(person, request) });

/** Asks, touches the reader, and asks again, as the page does. */
export const askAndConfirm = async (person: Person, request: Request): Promise<Answer> =>
  ask(person, request, await confirmation(person, request));
