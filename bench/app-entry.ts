import { runApp } from '../__tests__/support/processes/running-app';

/** The process behind `startApp`. It ends when its standard input does, so when its parent dies too. */
async function main(): Promise<void> {
  // Ctrl-C in a terminal reaches every process of the group. This one waits for its parent.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const inputEnded = new Promise((resolve) => process.stdin.once('end', resolve).resume());

  const [, , env = '{}'] = process.argv;
  const app = await runApp({ env: JSON.parse(env) });
  console.log(JSON.stringify({ url: app.url, mailboxUrl: app.mailboxUrl, env: app.env }));

  await inputEnded;
  await app.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
