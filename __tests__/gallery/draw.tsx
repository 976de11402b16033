import { renderToStaticMarkup } from 'react-dom/server';

import { give } from './hooks';
import { type State, states } from './states';

const AFTER_A_MINUTE = '<style>.resend > * { animation-delay: -60s !important; }</style>';

const pageOf = (name: string, body: string, { isLater, withoutScript }: State) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<link rel="icon" href="icon.svg">
<link rel="stylesheet" href="${withoutScript ? 'style-without-script' : 'style'}.css">
${isLater ? AFTER_A_MINUTE : ''}
<div id="__next">${body}</div>
</html>
`;

/** Every state as a document, by its name. */
export function draw(): Record<string, string> {
  const documents = Object.entries(states).map(([name, state]) => {
    give(state.known);
    // A dialog is opened by a script, which does not run here.
    const markup = renderToStaticMarkup(state.page).replace('<dialog ', '<dialog open ');
    return [name, state.isMail ? `<!doctype html>${markup}` : pageOf(name, markup, state)];
  });
  return Object.fromEntries(documents);
}
