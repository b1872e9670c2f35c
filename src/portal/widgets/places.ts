/** Dates whose year, month and day are typed each in its own place. */
import type { Control } from '../in-page/controls.ts';
import { focusOn, intoView, leave, press } from '../in-page/hands.ts';
import { askHost } from '../in-page/host.ts';
import { placesIn, valueOf, type Part, type Place } from '../in-page/sections.ts';
import { nextFrame, until } from '../in-page/waiting.ts';

/** The years first and the days last, whatever order they are written in: a day is cut down to the month it stands in. */
const order: readonly Part[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];

async function enter(place: Place): Promise<void> {
  intoView(place.el);
  press(place.el);
  focusOn(place.el);
  await nextFrame();
}

async function empty(place: Place): Promise<void> {
  // Some take the whole away at once, some the last figure.
  for (let n = 0; n < 6 && valueOf(place) !== '' && /\d/.test(valueOf(place)); n += 1) {
    await askHost({ do: 'type', text: '', clear: false });
    await nextFrame();
  }
}

/** Types each number into its place with the real keyboard; `numbers` are those of one date, or of both dates of a range. */
export async function typePlaces(c: Control, text: string): Promise<void> {
  const numbers = text.match(/\d+/g) ?? [];
  const parts: Part[] = /^\d+:/.test(text) ? ['hour', 'minute', 'second'] : [...order];
  const places = placesIn(c.el);
  const seen = new Map<Part, number>();
  for (const part of order) {
    for (const place of places.filter((p) => p.part === part)) {
      const nth = seen.get(part) ?? 0;
      seen.set(part, nth + 1);
      // The second year begins the second date: as many numbers further on as one date has parts.
      const perDate = new Set(places.map((p) => p.part)).size;
      const number = numbers[parts.indexOf(part) + nth * perDate];
      await enter(place);
      if (number === undefined) {
        await empty(place);
        continue;
      }
      const digits = number.padStart(part === 'year' ? 4 : 2, '0');
      await askHost({ do: 'type', text: digits, clear: false });
      await until(() => Number(valueOf(place)) === Number(digits), 300);
    }
  }
  const active = c.el.ownerDocument.activeElement as HTMLElement | null;
  if (active !== null && c.el.contains(active)) leave(active);
  await nextFrame();
}
