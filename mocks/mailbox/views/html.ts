/** Markup that is safe to send: `html` makes it, and nothing else should. */
export class Markup {
  constructor(readonly source: string) {}
}

type Value = string | Markup | undefined | readonly Value[];

/** Template tag for markup: every string put in is escaped, `undefined` leaves nothing. */
export function html(parts: TemplateStringsArray, ...values: Value[]) {
  return new Markup(String.raw({ raw: parts }, ...values.map(render)));
}

function render(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.source;
  if (typeof value === 'string') return escaped(value);
  return value.map(render).join('');
}

function escaped(text: string) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
