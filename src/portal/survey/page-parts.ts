/** Runs in a page: what a person could press there and what tables are drawn, for the survey of an unknown portal. */

export interface PressableSeen {
  text: string;
  box: { x: number; y: number; width: number; height: number };
  disabled: boolean;
}

export interface PageParts {
  pressables: PressableSeen[];
  /** Header texts of the table with the most headers. */
  headers: string[];
  /** A password box shows: nobody is logged in. */
  asksPassword: boolean;
  /** Selector of the first of the given ones that shows, or null. */
  shownSelector: string | null;
}

/** Everything it needs is inside it: it is sent into the page. */
export function partsInPage(selectors: string[]): PageParts {
  const everything = (root: ParentNode, selector: string): Element[] => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap((host) =>
      host.shadowRoot === null ? [] : everything(host.shadowRoot, selector),
    ),
  ];
  const isVisible = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return (
      box.width > 0 &&
      box.height > 0 &&
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    );
  };
  const plain = (text: string) => text.replace(/[\s\u200b\ufeff\ue000-\uf8ff]/gu, '');
  const wording = (element: Element): string =>
    element instanceof HTMLInputElement
      ? plain(element.value)
      : plain(element instanceof HTMLElement ? element.innerText : element.textContent);
  const pressables = everything(
    document,
    'button,a,[role=button],[role=menuitem],[role=tab],[role=link],input[type=button],input[type=submit],input[type=reset],[onclick]',
  )
    .filter(isVisible)
    .map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { text: wording(element), box: { x, y, width, height }, disabled: element.matches(':disabled') };
    })
    .filter(({ text }) => text !== '' && text.length <= 20);

  const lines: { top: number; texts: string[] }[] = [];
  for (const cell of everything(document, 'th,[role=columnheader],thead td').filter(isVisible)) {
    const { top } = cell.getBoundingClientRect();
    const text = wording(cell);
    // A header beside its field, as forms of tables have it, stands alone on its line.
    const line = lines.find((one) => Math.abs(one.top - top) <= 4);
    if (text === '') continue;
    if (line === undefined) lines.push({ top, texts: [text] });
    else if (!line.texts.includes(text)) line.texts.push(text);
  }
  const headers = lines.toSorted((a, b) => b.texts.length - a.texts.length)[0]?.texts ?? [];
  return {
    pressables,
    headers: headers.length >= 3 ? headers : [],
    asksPassword: everything(document, 'input[type=password]').some(isVisible),
    shownSelector: selectors.find((selector) => everything(document, selector).some(isVisible)) ?? null,
  };
}
