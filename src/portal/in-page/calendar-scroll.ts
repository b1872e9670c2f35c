/** Calendars that write all their months under each other and draw the days of those in view. Runs in the page. */
import { drawn, viewOf } from './dom.ts';
import { scrollerOfElement } from './rows.ts';
import { until } from './waiting.ts';
import { tidy } from './words.ts';

interface Title {
  el: HTMLElement;
  /** Months since year 0. */
  at: number;
}

function titlesIn(panel: HTMLElement): Title[] {
  const found: Title[] = [];
  for (const el of panel.querySelectorAll<HTMLElement>('*')) {
    if (el.childElementCount > 0) continue;
    const m = /^((?:19|20)\d{2})\s*[年/.-]\s*(1[0-2]|0?[1-9])\s*月?$/.exec(tidy(el.textContent));
    if (m !== null && drawn(el)) found.push({ el, at: Number(m[1]) * 12 + Number(m[2]) - 1 });
  }
  return found;
}

/** The box in which several months stand under each other, with their titles; null for calendars that turn pages. */
function scrolled(panel: HTMLElement): { box: HTMLElement; titles: Title[] } | null {
  const all = titlesIn(panel);
  const last = all.at(-1);
  const box = last === undefined ? null : scrollerOfElement(last.el, panel);
  if (box === null) return null;
  const titles = all.filter((t) => box.contains(t.el));
  const inOrder = titles.every((t, i) => i === 0 || t.at === (titles[i - 1]?.at ?? 0) + 1);
  return titles.length > 1 && inOrder ? { box, titles } : null;
}

/** Whether this calendar is one long page of months. */
export function isScrolled(panel: HTMLElement): boolean {
  return scrolled(panel) !== null;
}

/** The cell of the day, brought into view; null when there is no such day. */
export async function dayInScroll(
  panel: HTMLElement,
  year: number,
  month: number,
  day: number,
): Promise<HTMLElement | null> {
  const found = scrolled(panel);
  const first = found?.titles[0];
  if (found === null || first === undefined) return null;
  const { box, titles } = found;
  const wanted = year * 12 + month - 1;
  const title = titles.find((t) => t.at === wanted) ?? null;
  // The title of the first month may be left out, because the head says it.
  if (title === null && wanted !== first.at - 1) return null;
  const next = title === null ? first : (titles[titles.indexOf(title) + 1] ?? null);
  const band = (): [number, number] => [
    title?.el.getBoundingClientRect().bottom ?? -Infinity,
    next?.el.getBoundingClientRect().top ?? Infinity,
  ];
  if (title === null) box.scrollTop = 0;
  else title.el.scrollIntoView({ block: 'start', behavior: 'instant' });
  const cell = (): HTMLElement | null => {
    const [top, bottom] = band();
    const own = new RegExp(`^${String(day)}(?!\\d)\\D{0,6}$`);
    return (
      [...box.querySelectorAll<HTMLElement>('td, [role=gridcell], li, div, span')].find((e) => {
        // The number of the month may be written large behind its days.
        if (
          !own.test(tidy(e.textContent)) ||
          !drawn(e) ||
          viewOf(e).getComputedStyle(e).pointerEvents === 'none'
        )
          return false;
        const r = e.getBoundingClientRect();
        return r.top >= top - 2 && r.bottom <= bottom + 2 && r.width < box.clientWidth / 3;
      }) ?? null
    );
  };
  const hit = await until(cell, 1000);
  hit?.scrollIntoView({ block: 'center', behavior: 'instant' });
  return hit === null ? null : await until(cell, 300);
}
