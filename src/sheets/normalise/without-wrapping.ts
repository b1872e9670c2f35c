const formulaText = /^=\s*"([^"]*)"$/;
const marks = /^(?:['‘’`＇]\s*)+/;

/** Takes off what people put around a number so that Excel keeps it as text: a leading apostrophe, `="…"`. */
export function withoutWrapping(text: string): string {
  const bare = text.trim();
  return (formulaText.exec(bare)?.[1] ?? bare).replace(marks, '').trim();
}
