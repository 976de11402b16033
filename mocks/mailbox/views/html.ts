/** Markup that is safe to send. Only `html` makes it. */
export class Markup {
  constructor(readonly source: string) {}
}

type Value = string | Markup | undefined | readonly Value[];

/** Template tag for markup. It escapes strings, and leaves out `undefined`. */
export function html(parts: TemplateStringsArray, ...values: Value[]) {
  return new Markup(String.raw({ raw: parts }, ...values.map(render)));
}

function render(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.source;
  if (typeof value === 'string') return escapeHtml(value);
  return value.map(render).join('');
}

function escapeHtml(text: string) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
