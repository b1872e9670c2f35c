/**
 * The in-page engine as one script text. The modules of in-page/ and widgets/ are read from disk, their types and imports
 * taken off, and put one after the other: what runs in the page is then independent of any tool that rewrites the modules
 * that *this* process runs (test runners inject calls that no page knows).
 */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** In an order in which every top-level value exists before it is used. */
const pieces = [
  'shown-equals.ts',
  'in-page/dom.ts',
  'in-page/words.ts',
  'in-page/waiting.ts',
  'in-page/hurry.ts',
  'in-page/host.ts',
  'in-page/hands.ts',
  'in-page/switches.ts',
  'in-page/sections.ts',
  'in-page/twins.ts',
  'in-page/frames.ts',
  'in-page/controls.ts',
  'in-page/transfer.ts',
  'in-page/labels.ts',
  'in-page/headings.ts',
  'in-page/required.ts',
  'in-page/fields.ts',
  'in-page/layers.ts',
  'in-page/date-order.ts',
  'in-page/shown.ts',
  'in-page/unnamed-rows.ts',
  'in-page/rows.ts',
  'in-page/icons.ts',
  'in-page/cells.ts',
  'in-page/layouts.ts',
  'in-page/wheels.ts',
  'in-page/panel.ts',
  'in-page/walk.ts',
  'in-page/calendar-head.ts',
  'in-page/calendar-years.ts',
  'in-page/calendar-scroll.ts',
  'in-page/calendar.ts',
  'widgets/widget.ts',
  'widgets/places.ts',
  'widgets/text.ts',
  'widgets/tick.ts',
  'widgets/choose-native.ts',
  'widgets/transfer.ts',
  'widgets/wheels.ts',
  'widgets/date.ts',
  'widgets/path.ts',
  'widgets/records.ts',
  'widgets/picker.ts',
  'widgets/choose.ts',
  'widgets/suggest.ts',
  'widgets/upload.ts',
  'widgets/all.ts',
  'in-page/kinds.ts',
  'in-page/registry.ts',
  'in-page/lessons.ts',
  'in-page/messages.ts',
  'in-page/operations.ts',
] as const;

/** Node warns that stripping is young each time a process first uses it; an operator can do nothing with that. */
function stripTypes(source: string): string {
  const emit = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emit;
  }
}

/** One piece as plain script: no types, no imports, no exports, its names its own. */
function plainScript(file: string): string {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  const script = stripTypes(source)
    .replaceAll(/^import\s[^;]*;$/gm, '')
    .replaceAll(/^export (?=(async )?(function|const|let|class)\b)/gm, '');
  const exported = [...source.matchAll(/^export (?:async )?(?:function|const|let|class)\s+(\w+)/gm)].map(
    (m) => m[1] ?? '',
  );
  return exported.length === 0
    ? `(() => {\n${script}\n})();`
    : `const { ${exported.join(', ')} } = (() => {\n${script}\nreturn { ${exported.join(', ')} };\n})();`;
}

let text: string | null = null;

/** Script that puts the engine into a page; evaluating it twice replaces the first. */
export function engineScript(): string {
  text ??= `(() => {\n'use strict';\n${pieces.map((p) => plainScript(p)).join('\n')}\n})()`;
  return text;
}
