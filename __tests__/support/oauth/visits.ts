import type { OAuthId } from '@/utils/base/oauth-names';

import type { Person } from '../user/person';
import type { OAuthStandIns, Visitor } from './stand-ins';

/** Where an answer leads. */
export const placeOf = ({ headers }: { headers: Headers }) => headers.get('location');

/** Presses the button of a provider, and resolves to the address that the browser is led to. */
export async function leaveFor(person: Person, provider: OAuthId, more = {}): Promise<string> {
  const form = { callbackUrl: '/', ...more };
  const { headers } = await person.postForm(`/api/auth/signin/${provider}`, form);
  return headers.get('location') ?? '';
}

/** Opens the URL that leads back from the provider. */
export function comeBack(person: Person, url: string) {
  const { pathname, search } = new URL(url);
  return person.call('GET', pathname + search);
}

/** Goes to the provider as one of its users, and comes back. */
export async function visit(
  person: Person,
  provider: OAuthId,
  { standIns, as, ...more }: { standIns: OAuthStandIns; as: Visitor; connect?: string },
) {
  const address = await leaveFor(person, provider, more);
  return comeBack(person, standIns.authorize(address, as));
}
