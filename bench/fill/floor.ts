import type { Page } from 'playwright';

/** What a page's own model holds, so that it can be put back: the floor sets values without any control being worked. */
export type Model = Record<string, unknown>;

/**
 * Runs in the page. With no model given, a copy of the one that the page's framework holds; with one, puts it back through
 * the framework and resolves to the milliseconds until the page has drawn it. Null where the page has no such model.
 */
async function modelInPage(model: Model | null): Promise<Model | number | null> {
  interface Instance {
    setupState?: Record<string, unknown>;
    subTree?: VNode;
  }
  interface VNode {
    component?: Instance | null;
    children?: unknown;
    suspense?: { activeBranch?: VNode } | null;
  }
  const isForm = (value: unknown): value is Model =>
    typeof value === 'object' && value !== null && 'idNumber' in value && 'employmentForm' in value;
  const below = (node: VNode | undefined): Model | null => {
    if (node === undefined) return null;
    const own = node.component?.setupState?.['values'];
    if (isForm(own)) return own;
    const children = Array.isArray(node.children) ? (node.children as VNode[]) : [];
    for (const child of [node.component?.subTree, ...children]) {
      const found = typeof child === 'object' ? below(child) : null;
      if (found !== null) return found;
    }
    return null;
  };
  const vue2 = (): Model | null => {
    for (const element of document.querySelectorAll('*')) {
      const instance = (element as { __vue__?: { values?: unknown; model?: unknown } }).__vue__;
      for (const value of [instance?.values, instance?.model]) if (isForm(value)) return value;
    }
    return null;
  };
  const root = document.querySelector('#app') as { _vnode?: VNode } | null;
  const live = below(root?._vnode) ?? vue2();
  if (live === null) return null;
  if (model === null) return JSON.parse(JSON.stringify(live)) as Model;
  const start = performance.now();
  // First what other fields depend on: the page empties the dependent ones a moment later.
  Object.assign(live, { employmentForm: model['employmentForm'] });
  await new Promise((done) => setTimeout(done, 0));
  Object.assign(live, model);
  await new Promise((done) => setTimeout(done, 0));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}

export async function readModel(page: Page): Promise<Model | null> {
  return (await page.evaluate(modelInPage, null)) as Model | null;
}

/** Milliseconds until the page has drawn the model; null where it cannot be set so. */
export async function setModel(page: Page, model: Model): Promise<number | null> {
  return (await page.evaluate(modelInPage, model)) as number | null;
}
