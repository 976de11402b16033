import { addedLine } from './documented-lines';

/** Puts `to` in the place of `from`. Throws unless `from` stands there exactly once. */
export function replaceOnce(source: string, from: string, to: string): string {
  const [before, after, ...more] = source.split(from);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`Not there exactly once: ${from}`);
  }
  return before + to + after;
}

/** Puts each second text in the place of the first, as replaceOnce does. */
export const replaceEach = (source: string, edits: [string, string][]): string =>
  edits.reduce((text, [from, to]) => replaceOnce(text, from, to), source);

/** Adds lines below the last import. */
export function addImports(source: string, lines: string[]): string {
  const [last] = source.match(/^import .*$/gm)?.slice(-1) ?? [];
  if (!last) throw new Error('The file imports nothing.');
  return replaceOnce(source, last, [last, ...lines].join('\n'));
}

interface SignInPage {
  /** What the hook is told, in place of the text's `callbackUrl: '/'`. */
  settings: string;
  /** The hook goes above this. */
  above: string;
  /** What stands before the new attributes of the e-mail field. */
  gap: string;
  /** The button for what the page could do before. */
  submit: string;
}

/** Adds the hook, the attributes and the button of the texts to a sign-in page. */
export function addPasskeySignIn(source: string, { settings, above, gap, submit }: SignInPage) {
  const line = (part: string) => addedLine('pages/signin.tsx', part);
  const hook = replaceOnce(line('usePasskeySignIn('), "callbackUrl: '/'", settings);
  const [field = ''] = /autoComplete=.*(?= \/>)/.exec(line('<input')) ?? [];
  const buttons = [submit, line('onClick={press}'), line('passkeyMessages[')];
  const edited = replaceEach(source, [
    [above, `  ${hook}\n${above}`],
    ['type="email"', `type="email"${gap}${field}`],
    [submit, buttons.join('\n        ')],
  ]);
  return addImports(edited, ["'../passkeys/codes'", "'../passkeys/use-passkey"].map(line));
}

/** Adds the button of the texts to a settings page, below the line `above`. */
export function addCreatePasskey(source: string, above: string): string {
  const edited = replaceOnce(
    source,
    above,
    `${above}\n      <CreatePasskey user={session.user} />`,
  );
  return addImports(edited, ["import { CreatePasskey } from '../components/create-passkey';"]);
}
