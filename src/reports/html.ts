/** Markup that has been escaped already. Only {@link html} makes it, so that no text of a sheet can become a tag. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlPart = string | number | Html | null | readonly HtmlPart[];

/** Template tag: every value is escaped unless it is {@link Html}; attributes must stand in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlPart[]): Html {
  return new Html(
    strings.map((text, at) => text + (at < values.length ? render(values[at] ?? null) : '')).join(''),
  );
}

function render(part: HtmlPart): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return part.map(render).join('');
}

// Direction overrides could make a cell read otherwise than it is.
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/g;
const named: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

export function escapeHtml(text: string): string {
  return text.replace(hidden, '\ufffd').replace(/[&<>"'`]/g, (character) => named[character] ?? character);
}
