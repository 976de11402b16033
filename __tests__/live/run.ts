import { contract } from '../support/authsignal/contract/contract';
import { ACTION, play } from '../support/authsignal/contract/play';

/**
 * `npm run test:live`: plays the contract against a real tenant, and prints in what it differs. The users that it
 * makes have ids of their own, `contract-…`, and are deleted. The exit code is 1 if something differs.
 */
async function main() {
  const {
    AUTHSIGNAL_LIVE_SECRET_KEY: secretKey,
    AUTHSIGNAL_LIVE_TENANT_ID: tenantId,
    AUTHSIGNAL_LIVE_API_HOST: baseUrl,
  } = process.env;
  if (!secretKey || !tenantId || !baseUrl) {
    console.log(
      'Nothing was compared: AUTHSIGNAL_LIVE_SECRET_KEY, AUTHSIGNAL_LIVE_TENANT_ID and AUTHSIGNAL_LIVE_API_HOST name no tenant.',
    );
    return;
  }

  console.log(`The outcome of the action ${ACTION} has to be CHALLENGE at ${baseUrl}.\n`);
  let count = 0;
  for (const each of contract) {
    const differences = await play(each, { baseUrl, secretKey, tenantId });
    console.log(
      `${differences.length > 0 ? 'differs' : 'same   '} ${each.operation}: ${each.fact}`,
    );
    for (const difference of differences) console.log(`        ${difference}`);
    count += differences.length;
  }

  console.log(`\n${contract.length} facts, ${count} ${count === 1 ? 'difference' : 'differences'}`);
  if (count > 0) process.exitCode = 1;
}

void main();
