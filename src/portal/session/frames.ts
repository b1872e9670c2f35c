import type { Frame, Page } from 'playwright';
import { matcher } from '../profile/patterns.ts';
import type { FrameFinder } from '../profile/schema-parts.ts';
import { frameText, visibleFrames } from './visible-text.ts';

/** The visible frame that the profile means; the last one where several tabs hold one each. */
export async function findFrame(page: Page, finder: FrameFinder): Promise<Frame | null> {
  const matching: Frame[] = [];
  for (const frame of await visibleFrames(page)) {
    if (frame.parentFrame() !== null && (await fits(frame, finder))) matching.push(frame);
  }
  return matching.at(-1) ?? null;
}

async function fits(frame: Frame, finder: FrameFinder): Promise<boolean> {
  if (finder.name !== undefined && !(await names(frame)).includes(finder.name)) return false;
  if (finder.url !== undefined && !matcher(finder.url).test(frame.url())) return false;
  return finder.text === undefined || matcher(finder.text).test(await frameText(frame));
}

async function names(frame: Frame): Promise<string[]> {
  const element = await frame.frameElement();
  return [frame.name(), (await element.getAttribute('id')) ?? '', (await element.getAttribute('name')) ?? ''];
}
