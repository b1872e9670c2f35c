import type { Frame, Page } from 'playwright';

/** What a person can read in one frame, line by line. */
export async function frameText(frame: Frame): Promise<string> {
  try {
    return await frame.evaluate(textInPage);
  } catch {
    // The frame is being replaced; the next look sees its successor.
    return '';
  }
}

/** What a person can read in the page and all its visible frames. */
export async function pageText(page: Page): Promise<string> {
  const texts = await Promise.all((await visibleFrames(page)).map(frameText));
  return texts.join('\n');
}

/** Frames that a person can see; a frame inside a hidden one is hidden too. */
export async function visibleFrames(page: Page): Promise<Frame[]> {
  const visible: Frame[] = [];
  for (const frame of page.frames()) {
    const parent = frame.parentFrame();
    if (parent === null || (visible.includes(parent) && (await isShown(frame)))) visible.push(frame);
  }
  return visible;
}

async function isShown(frame: Frame): Promise<boolean> {
  try {
    const element = await frame.frameElement();
    // A frame of a frameset has no box of its own in some browsers: it is visible when its content has a size.
    return (await element.isVisible()) || (await frame.evaluate(() => innerWidth > 0 && innerHeight > 0));
  } catch {
    return false;
  }
}

/** Runs in the page. `innerText` leaves out what is not drawn; open shadow roots have to be asked one by one. */
function textInPage(): string {
  const read = (root: ParentNode): string => {
    const inner = root instanceof HTMLElement ? root.innerText : '';
    const hosts = [...root.querySelectorAll('*')].filter((element) => element.shadowRoot !== null);
    const shadows = hosts.flatMap((host) =>
      [...(host.shadowRoot?.children ?? [])].map((child) => (child.tagName === 'STYLE' ? '' : read(child))),
    );
    return [inner, ...shadows].join('\n');
  };
  const body = document.body as HTMLElement | null;
  return body === null || body.tagName === 'FRAMESET' ? '' : read(body);
}
