/** A table as the page draws it. `headers` are the texts of the header row; a cell under no header is left out. */
export interface DrawnTable {
  headers: string[];
  rows: Record<string, string>[];
  /** Vertical middle of each row in the frame's window: what stands in the row is pressed by it. */
  middles: number[];
}

export type TableAnswer =
  | { kind: 'read'; table: DrawnTable }
  | { kind: 'no-header'; missing: string[] }
  | { kind: 'several-tables'; count: number };

/**
 * Runs in the page. Works by what is drawn, not by mark-up: header texts on one line, then every row below, each cell
 * given to the header above it. So it reads plain tables, tables whose head and body are two tables, grids of divs, and
 * columns frozen in a table of their own.
 */
export function readTableInPage(wanted: string[]): TableAnswer {
  interface Box {
    left: number;
    right: number;
    top: number;
    bottom: number;
    text: string;
    element: Element;
  }
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/[\s\u200b\ufeff\ue000-\uf8ff]/gu, '')
      .replace(/^[*※:]+|[*※:↑↓▲▼]+$/gu, '');
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
  const cellText = (element: Element): string => {
    const inner = element instanceof HTMLElement ? element.innerText : element.textContent;
    const text = inner.replace(/\s+/gu, ' ').trim();
    if (text !== '') return text;
    const input = element.querySelector(
      'input:not([type=checkbox]):not([type=radio]):not([type=hidden]),select,textarea',
    );
    return input === null ? '' : (input as HTMLInputElement).value;
  };
  const boxOf = (element: Element): Box => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom, text: cellText(element), element };
  };

  // A header that stays on top while its rows scroll under it would hide the first of them.
  for (const element of document.querySelectorAll('*'))
    if (element.scrollTop > 0 && element.querySelector('tr,[role=row]') !== null) element.scrollTop = 0;

  const cellSelector = 'th,td,[role=columnheader],[role=gridcell],[role=cell]';
  const names = new Set(wanted.map(plain));
  const heads = everything(document, cellSelector)
    .filter(isVisible)
    .map(boxOf)
    .filter((box) => names.has(plain(box.text)));
  const overlap = (a: Box, b: Box) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0;
  const lines: Box[][] = [];
  for (const head of heads) {
    const line = lines.find((one) => one.some((other) => overlap(other, head)));
    if (line === undefined) lines.push([head]);
    else line.push(head);
  }
  const full = lines.filter((line) =>
    [...names].every((name) => line.some((box) => plain(box.text) === name)),
  );
  const [line, ...others] = full;
  if (line === undefined) {
    const best = lines.toSorted((a, b) => b.length - a.length)[0] ?? [];
    return {
      kind: 'no-header',
      missing: wanted.filter((name) => !best.some((box) => plain(box.text) === plain(name))),
    };
  }
  if (others.length > 0) return { kind: 'several-tables', count: full.length };

  // The other headers of the same line belong to the table too: they are kept as shown.
  const lineTop = Math.min(...line.map((box) => box.top));
  const lineBottom = Math.max(...line.map((box) => box.bottom));
  const inLine = (box: Box) =>
    (box.top + box.bottom) / 2 > lineTop && (box.top + box.bottom) / 2 < lineBottom;
  const headers = new Map<string, Box>();
  for (const box of everything(document, cellSelector).filter(isVisible).map(boxOf)) {
    if (inLine(box) && box.text !== '' && !headers.has(plain(box.text))) headers.set(plain(box.text), box);
  }

  const headRow = headers.get(plain(wanted[0] ?? ''))?.element.closest('tr,[role=row]') ?? null;
  const headCells =
    headRow === null ? [] : [...headRow.querySelectorAll(cellSelector)].filter(isVisible).map(boxOf);
  const leftEdge = Math.min(...line.map((head) => head.left));
  const rowElements = everything(document, 'tr,[role=row]').filter((element) => {
    if (!isVisible(element) || element.querySelector('tr,[role=row]') !== null) return false;
    const box = element.getBoundingClientRect();
    return box.top >= lineBottom - 2 && box.right > leftEdge;
  });
  const byTop: { top: number; middle: number; cells: Map<string, string> }[] = [];
  for (const element of rowElements) {
    const { top, height } = element.getBoundingClientRect();
    const cells = [...element.querySelectorAll(cellSelector)].filter(isVisible).map(boxOf);
    // A line across the whole table (no data, a sum) is no row of it; one cell can be all of a frozen column.
    if (
      cells.length === 0 ||
      cells.some(({ element: cell }) => cell instanceof HTMLTableCellElement && cell.colSpan > 1)
    )
      continue;
    let row = byTop.find((one) => Math.abs(one.top - top) <= 2);
    if (row === undefined)
      byTop.push((row = { top, middle: top + height / 2, cells: new Map<string, string>() }));
    const inOrder = cells.length === headCells.length;
    for (const [index, cell] of cells.entries()) {
      const middle = (cell.left + cell.right) / 2;
      for (const [name, head] of headers) {
        const under = inOrder
          ? headCells[index]?.element === head.element
          : middle >= head.left && middle <= head.right;
        if (under && (row.cells.get(name) ?? '') === '') row.cells.set(name, cell.text);
      }
    }
  }
  const titles = [...headers].map(([name, box]) => ({ name, title: box.text.replace(/\s+/gu, '') }));
  const said = byTop
    .toSorted((a, b) => a.top - b.top)
    .filter((row) => [...row.cells.values()].some((text) => text !== ''));
  const rows = said.map((row) =>
    Object.fromEntries(titles.map(({ name, title }) => [title, row.cells.get(name) ?? ''])),
  );
  const middles = said.map((row) => row.middle);
  return { kind: 'read', table: { headers: titles.map(({ title }) => title), rows, middles } };
}
