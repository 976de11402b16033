import { type Answer, newPerson, type Person } from '../user/person';
import type { TestApp } from './test-app';

export const BAD_TOKEN = 'a-token-that-nobody-made';

/** Somebody else behind the same connection. */
export const besides = (app: TestApp, { browser, clientAddress }: Person) =>
  newPerson(app, browser, clientAddress);

/** What a program is told beyond a limit. */
export const limited = {
  status: 429,
  body: { error: 'too_many_requests', message: expect.any(String) },
};

/** After how many seconds it may come again. */
export const waitOf = ({ headers }: Answer) => Number(headers.get('retry-after'));

/** Every status that occurs among the answers. */
export const statusesOf = (answers: Answer[]) => [...new Set(answers.map(({ status }) => status))];

/** One after the other, since a limit is about order. */
export async function inTurn<T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < count; index++) results.push(await act(index));
  return results;
}
