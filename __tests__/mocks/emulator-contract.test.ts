import { setupServer } from 'msw/node';

import { contract } from '../support/authsignal/contract/contract';
import { play } from '../support/authsignal/contract/play';
import { createTenant } from '../support/authsignal/tenant';

const tenant = createTenant({ now: undefined });
const network = setupServer(...tenant.handlers);

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
afterAll(() => network.close());

test.each(contract)('$operation: $fact', async (fact) => {
  expect(await play(fact, tenant)).toEqual([]);
});
