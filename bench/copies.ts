import type { Answer, Client } from './client';
import { ownerOf, sessionOf } from './session-owner';
import type { Row } from './table';

/** What came of requests of which one copy each is to open a session. */
export interface Outcome {
  sessions: number;
  /** Sessions of somebody else than the one who was to be signed in. */
  wrongPeople: number;
  /** Copies that were refused as they have to be. */
  refused: number;
  /** Every other answer: a 5xx, a limit, a refusal of another kind. */
  others: number;
}

/**
 * Sends the same over every connection at the same moment, for one item after another, and looks into
 * each session that was opened.
 */
export async function sendCopies<Item extends { email: string }>(
  clients: Client[],
  items: Item[],
  send: (client: Client, item: Item) => Promise<Answer>,
  isRefusal: (answer: Answer) => boolean,
): Promise<Outcome> {
  const outcome: Outcome = { sessions: 0, wrongPeople: 0, refused: 0, others: 0 };

  for (const item of items) {
    const copies = clients.map(async (client) => {
      const answer = await send(client, item);
      const cookie = sessionOf(answer);
      if (cookie) {
        outcome.sessions++;
        if ((await ownerOf(cookie, client)) !== item.email) outcome.wrongPeople++;
      } else if (isRefusal(answer)) outcome.refused++;
      else outcome.others++;
    });
    await Promise.all(copies);
  }
  return outcome;
}

/** An outcome in figures: one session for each item, and every other copy refused. */
export function rowsOf(what: string, outcome: Outcome, items: number, copies: number): Row[] {
  const count = (name: string, value: number, exactly: number): Row => ({
    what: name,
    unit: '',
    value,
    target: { exactly },
  });
  return [
    count(`${what}: sessions`, outcome.sessions, items),
    count('  for the wrong person', outcome.wrongPeople, 0),
    count('  copies refused', outcome.refused, items * (copies - 1)),
    count('  other answers', outcome.others, 0),
  ];
}
