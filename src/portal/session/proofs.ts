import type { Frame, Page } from 'playwright';
import { matcher, plainLabel } from '../profile/patterns.ts';
import type { FrameFinder, Proof, Proofs } from '../profile/schema-parts.ts';
import { findButton } from './buttons.ts';
import { findFrame } from './frames.ts';
import { frameText, pageText, visibleFrames } from './visible-text.ts';

/** One look at the page, shared by all proofs that are asked of it. */
export interface Look {
  page: Page;
  frames: Record<string, FrameFinder>;
  text: Promise<string>;
}

export function lookAt(page: Page, frames: Record<string, FrameFinder>): Look {
  return { page, frames, text: pageText(page) };
}

/** True when one of the proofs holds now. */
export async function holds(proofs: Proofs, look: Look): Promise<boolean> {
  for (const proof of Array.isArray(proofs) ? proofs : [proofs])
    if (await proofHolds(proof, look)) return true;
  return false;
}

async function proofHolds(proof: Proof, look: Look): Promise<boolean> {
  const frame = proof.frame === undefined ? null : await namedFrame(proof.frame, look);
  if (proof.frame !== undefined && frame === null) return false;
  if (proof.url !== undefined && !matcher(proof.url).test((frame ?? look.page).url())) return false;
  if (proof.title !== undefined && !matcher(proof.title).test(await look.page.title())) return false;
  const text = frame === null ? await look.text : await frameText(frame);
  if (proof.text !== undefined && !matcher(proof.text).test(text)) return false;
  if (proof.absent !== undefined && matcher(proof.absent).test(text)) return false;
  if (proof.field !== undefined && !(await hasLabel(look.page, frame, proof.field))) return false;
  if (proof.css !== undefined && !(await anyVisible(look.page, frame, proof.css))) return false;
  return proof.button === undefined || (await hasButton(frame ?? look.page, proof.button));
}

async function namedFrame(name: string, look: Look): Promise<Frame | null> {
  const finder = look.frames[name];
  return finder === undefined ? null : findFrame(look.page, finder);
}

async function hasLabel(page: Page, frame: Frame | null, label: string): Promise<boolean> {
  const wanted = plainLabel(label);
  for (const where of frame === null ? await visibleFrames(page) : [frame]) {
    const texts = await where.evaluate(shortTextsInPage, wanted).catch(() => []);
    if (texts.some((text) => plainLabel(text) === wanted)) return true;
  }
  return false;
}

/** Runs in the page: texts of visible elements that hold the wanted letters and little else. */
function shortTextsInPage(wanted: string): string[] {
  return [...document.querySelectorAll('body *')]
    .filter((element) => {
      const text = element.textContent;
      return (
        text.length < wanted.length * 3 + 30 && text.normalize('NFKC').replace(/\s/gu, '').includes(wanted)
      );
    })
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .flatMap((element) => [
      element.textContent,
      ...[...element.childNodes].map((node) => node.textContent ?? ''),
    ]);
}

async function hasButton(where: Page | Frame, text: string): Promise<boolean> {
  const search = await findButton(where, { text, prefer: 'first' });
  return search.kind === 'found';
}

async function anyVisible(page: Page, frame: Frame | null, css: string): Promise<boolean> {
  for (const where of frame === null ? await visibleFrames(page) : [frame])
    if ((await where.locator(css).filter({ visible: true }).count()) > 0) return true;
  return false;
}
