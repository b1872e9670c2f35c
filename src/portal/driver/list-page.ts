/** The portal's own list: one person by exact ID number, or everything page by page. */
import { createHash } from 'node:crypto';
import type { Frame, Page } from 'playwright';
import type { PortalRecord } from '../../entry/portal-record.ts';
import { redactText } from '../../platform/redact.ts';
import { firstMatch, matcher, plainLabel } from '../profile/patterns.ts';
import { meaningOf, type ListRule } from '../profile/schema.ts';
import { findButton } from '../session/buttons.ts';
import { portalFault } from '../session/portal-faults.ts';
import type { PortalSession } from '../session/session.ts';
import { frameText, pageText } from '../session/visible-text.ts';
import { waitUntil } from '../session/wait-until.ts';
import { fill, scan } from './form-engine.ts';
import { openPage } from './navigation.ts';
import { readDetail, type DetailRule } from './detail.ts';
import { endOf, expectQueryField, queryField, typeQuery } from './person-query.ts';
import { PressWatch } from './press-watch.ts';
import { readTableInPage, type DrawnTable } from './table-in-page.ts';

/** What one look at the list shows. */
interface ListLook {
  rows: Record<string, string>[];
  /** The list says itself that it has nothing. */
  saysEmpty: boolean;
  total: number | null;
}

export class ListPage {
  readonly #session: PortalSession;
  readonly #rule: ListRule;

  constructor(session: PortalSession) {
    this.#session = session;
    this.#rule = session.profile.list;
  }

  /** Opens the list afresh, so that no condition of an earlier query is left. */
  async open(signal: AbortSignal): Promise<void> {
    await openPage(this.#session, this.#rule.page, '打开查询列表', signal);
  }

  /** Rejects unless the list has answered exactly this query; no row is an answer, silence is none. */
  async find(idNumber: string, signal: AbortSignal): Promise<PortalRecord[]> {
    const session = this.#session;
    const where = await this.#where(signal);
    const { query } = this.#rule;
    const { inventory, field } = await expectQueryField(session, () => Promise.resolve(where), query, signal);
    await typeQuery(session, where, inventory, field, idNumber, signal);
    await using watch = await PressWatch.start(session);
    await session.press({ text: query.button, prefer: endOf(field) }, '查询列表', signal);
    await this.#waitForAnswer(watch, query.request, signal);
    const rows = await this.#rowsFor(idNumber, watch, signal);
    await this.#requireQueryShown(idNumber, signal);
    const { detail } = this.#rule;
    return rows.length === 0 || detail === undefined
      ? rows
      : await this.#withDetails(rows, detail, idNumber, signal);
  }

  /** Reads each row's detail page too; one that cannot be read makes the whole answer worthless. */
  async #withDetails(
    rows: PortalRecord[],
    detail: DetailRule,
    idNumber: string,
    signal: AbortSignal,
  ): Promise<PortalRecord[]> {
    const records: PortalRecord[] = [];
    for (const [index, row] of rows.entries()) {
      const frame = await this.#frame(signal);
      const answer = await frame.evaluate(readTableInPage, Object.keys(this.#rule.columns));
      const middle = answer.kind === 'read' ? answer.table.middles[index] : undefined;
      if (middle === undefined) throw portalFault.listFailed('列表在查看详情时变了');
      const shown = await readDetail(this.#session, detail, { frame, middle }, signal);
      const stated = detail.idNumber === undefined ? idNumber : (shown[detail.idNumber] ?? '');
      if (stated.toUpperCase() !== idNumber.toUpperCase())
        throw portalFault.listFailed('打开的不是所查的人的详情');
      records.push({ ...row, shown: { ...shown, ...row.shown } });
    }
    return records;
  }

  /** Every row of every page. Rejects when the list changes under the reading or does not hold what it states. */
  async all(signal: AbortSignal): Promise<PortalRecord[]> {
    await this.#choosePageSize(signal);
    const first = await this.#stillLook(signal);
    const records = new Map<string, PortalRecord>();
    let look = first;
    for (let pages = 1; ; pages += 1) {
      for (const row of look.rows) {
        const record = this.#record(row, null);
        records.set(rowKey(row), record);
      }
      if (look.total !== first.total) throw portalFault.listUnstable('总数在翻页时变了');
      // All that the list states has been read: a button that still offers a page may do nothing.
      if (records.size === first.total) break;
      const next = await this.#nextPage(look, signal);
      if (next === null) break;
      if (pages > 20_000) throw portalFault.listUnstable('页数没有尽头');
      look = next;
    }
    if (first.total !== null && records.size !== first.total)
      throw portalFault.listUnstable(`列表写明共 ${String(first.total)} 条，读到 ${String(records.size)} 条`);
    return [...records.values()];
  }

  /** The table as it is drawn now; for the profile check. */
  async headers(signal: AbortSignal): Promise<{ headers: string[]; missing: string[] }> {
    const wanted = Object.keys(this.#rule.columns);
    const answer = await (await this.#frame(signal)).evaluate(readTableInPage, wanted);
    if (answer.kind === 'read') return { headers: answer.table.headers, missing: [] };
    return { headers: [], missing: answer.kind === 'no-header' ? answer.missing : ['列表不止一个'] };
  }

  async look(signal: AbortSignal): Promise<ListLook> {
    const frame = await this.#frame(signal);
    const answer = await frame.evaluate(readTableInPage, Object.keys(this.#rule.columns));
    if (answer.kind === 'no-header')
      throw portalFault.formChanged([`列表里找不到列：${answer.missing.join('、')}`]);
    if (answer.kind === 'several-tables')
      throw portalFault.formChanged([`页面上有 ${String(answer.count)} 个同样的列表，分不清`]);
    const text = frame.parentFrame() === null ? await pageText(this.#session.page) : await frameText(frame);
    return { rows: this.#people(answer.table), saysEmpty: this.#saysEmpty(text), total: this.#total(text) };
  }

  /** Rows that are about a person: the line "暂无数据" of some tables is none. */
  #people(table: DrawnTable): Record<string, string>[] {
    const empty = this.#rule.empty;
    return table.rows.filter((row) => {
      const texts = Object.values(row).filter((text) => text !== '');
      const only = texts.length === 1 || new Set(texts).size === 1 ? (texts[0] ?? '') : '';
      return (
        !(empty !== undefined && only !== '' && matcher(empty).test(only)) &&
        this.#cell(row, 'idNumber') !== ''
      );
    });
  }

  #saysEmpty(text: string): boolean {
    return (
      (this.#rule.empty !== undefined && matcher(this.#rule.empty).test(text)) || this.#total(text) === 0
    );
  }

  #total(text: string): number | null {
    const stated =
      this.#rule.total === undefined ? undefined : matcher(this.#rule.total).groups(text)['total'];
    return stated === undefined ? null : Number(stated.replaceAll(',', ''));
  }

  async #waitForAnswer(watch: PressWatch, request: boolean, signal: AbortSignal): Promise<void> {
    if (!request) return;
    const { stepMs } = this.#session.profile.timeouts;
    const answered = await waitUntil(() => watch.answered, { timeoutMs: stepMs, signal });
    if (answered !== true) {
      await this.#session.guard(signal);
      throw portalFault.listFailed(
        watch.requests.length === 0 ? '按下查询后没有向服务器询问' : '服务器没有答复',
      );
    }
    this.#refuseTrouble(watch);
    await this.#session.guard(signal);
  }

  #refuseTrouble(watch: PressWatch): void {
    const failed = [...this.#rule.failed].map((text) => ({ text }));
    const said = watch.texts.find((text) => firstMatch(failed, text) !== null);
    if (said !== undefined) throw portalFault.listFailed(`门户显示"${redactText(said).slice(0, 80)}"`);
    const { trouble } = watch;
    if (trouble !== null)
      throw portalFault.listFailed(
        trouble.failed ? '连接中断' : `服务器答复错误 ${String(trouble.status ?? '')}`,
      );
  }

  /** Waits until the rows shown are those of this ID number, or the list says that there is none. */
  async #rowsFor(idNumber: string, watch: PressWatch, signal: AbortSignal): Promise<PortalRecord[]> {
    const { stepMs } = this.#session.profile.timeouts;
    let seen: ListLook | null = null;
    let before = '';
    const rows = await waitUntil(
      async () => {
        seen = await this.look(signal);
        const now = JSON.stringify(seen);
        const still = now === before;
        before = now;
        this.#refuseTrouble(watch);
        if (!still) return null;
        if (seen.rows.length === 0) return seen.saysEmpty ? [] : null;
        const others = seen.rows.filter((row) => !this.#isAbout(row, idNumber));
        if (others.length > 0) return null;
        return seen.total !== null && seen.total !== seen.rows.length ? null : seen.rows;
      },
      { timeoutMs: stepMs, signal, everyMs: 80 },
    );
    if (rows !== null) return rows.map((row) => this.#record(row, idNumber));
    await this.#session.guard(signal);
    throw portalFault.listFailed(whyNot(seen));
  }

  async #requireQueryShown(idNumber: string, signal: AbortSignal): Promise<void> {
    const { query } = this.#rule;
    const field = queryField(await scan(await this.#where(signal)), query.field, query.section);
    if (field.value !== idNumber) throw portalFault.listFailed('查询条件已不是所查的身份证号码');
  }

  #isAbout(row: Record<string, string>, idNumber: string): boolean {
    const shown = this.#cell(row, 'idNumber').toUpperCase();
    if (shown === idNumber.toUpperCase()) return true;
    return this.#rule.idMasked && matchesMask(shown, idNumber.toUpperCase());
  }

  #record(row: Record<string, string>, asked: string | null): PortalRecord {
    const shown = this.#cell(row, 'idNumber');
    return {
      idNumber: asked ?? shown.toUpperCase(),
      shown: row,
      state: this.#cell(row, 'state') || null,
      receipt: this.#cell(row, 'receipt') || null,
    };
  }

  #cell(row: Record<string, string>, meaning: string): string {
    const header = Object.entries(this.#rule.columns).find(
      ([, column]) => meaningOf(column) === meaning,
    )?.[0];
    if (header === undefined) return '';
    const plain = plainLabel(header);
    return Object.entries(row).find(([title]) => plainLabel(title) === plain)?.[1] ?? '';
  }

  /** Two looks alike in a row, with rows or with the list's own word that it is empty. */
  async #stillLook(signal: AbortSignal, differentFrom = ''): Promise<ListLook> {
    let before = '';
    const look = await waitUntil(
      async () => {
        const seen = await this.look(signal);
        const now = JSON.stringify(seen);
        const still = now === before && now !== differentFrom;
        before = now;
        return still && (seen.rows.length > 0 || seen.saysEmpty) ? seen : null;
      },
      { timeoutMs: this.#session.profile.timeouts.stepMs, signal, everyMs: 80 },
    );
    if (look !== null) return look;
    await this.#session.guard(signal);
    throw portalFault.listFailed('列表一直没有显示内容');
  }

  /** Presses "next" and waits for another page; null on the last one. */
  async #nextPage(look: ListLook, signal: AbortSignal): Promise<ListLook | null> {
    const { next, query } = this.#rule;
    if (next === undefined) return null;
    const button = await this.#nextButton(signal);
    if (button === null) return null;
    await using watch = await PressWatch.start(this.#session);
    await button.click({ timeout: this.#session.profile.timeouts.stepMs });
    await this.#waitForAnswer(watch, query.request, signal);
    return await this.#stillLook(signal, JSON.stringify(look));
  }

  async #nextButton(
    signal: AbortSignal,
  ): Promise<{ click(options: { timeout: number }): Promise<void> } | null> {
    const { next } = this.#rule;
    const frame = await this.#frame(signal);
    if (next?.css !== undefined) {
      const button = frame.locator(next.css).filter({ visible: true }).first();
      if ((await button.count()) === 0) return null;
      return (await button.isDisabled()) || (await looksDisabled(button)) ? null : button;
    }
    const search = await findButton(frame, { text: next?.text ?? '', prefer: 'first' });
    // On the last page some portals leave the words standing as plain text.
    return search.kind === 'found' && search.button.clickable && !search.button.disabled
      ? search.button.handle
      : null;
  }

  async #choosePageSize(signal: AbortSignal): Promise<void> {
    const size = this.#rule.pageSize;
    if (size === undefined) return;
    const frame = await this.#frame(signal);
    const before = await this.#stillLook(signal);
    const opener = frame.locator('select,input,button,span,div,a').filter({ visible: true });
    const inventory = await scan(frame);
    const field = inventory.fields.find(
      (one) => typeof one.value === 'string' && matcher(size.open).test(one.value),
    );
    if (field !== undefined) {
      if (field.value === size.choose) return;
      const timeoutMs = this.#session.profile.timeouts.fieldMs;
      await fill(frame, inventory, { [field.id]: size.choose }, { timeoutMs, signal });
    } else {
      const text = matcher(size.open);
      for (const one of (await opener.all()).toReversed()) {
        if (!text.test(await one.innerText().catch(() => ''))) continue;
        await one.click({ timeout: this.#session.profile.timeouts.fieldMs });
        await this.#session.press({ text: size.choose, prefer: 'first' }, '选择每页条数', signal, frame);
        break;
      }
    }
    const total = this.#total(await frameText(frame));
    if (total !== null && before.rows.length < total) await this.#stillLook(signal, JSON.stringify(before));
  }

  #where(signal: AbortSignal): Promise<Page | Frame> {
    return this.#session.scope(this.#rule.page.frame, signal);
  }

  async #frame(signal: AbortSignal): Promise<Frame> {
    const where = await this.#where(signal);
    return 'mainFrame' in where ? where.mainFrame() : where;
  }
}

/** The whole row: two people can share a name, and one person can have two rows. */
function rowKey(row: Record<string, string>): string {
  // The running number of the page is no part of what the row says.
  const said = Object.entries(row).filter(([header]) => plainLabel(header) !== '序号');
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

function whyNot(look: ListLook | null): string {
  if (look === null) return '读不出列表';
  if (look.rows.length === 0) return '既没有数据，也没有"无数据"的提示';
  return '列表显示的不是所查的人';
}

function matchesMask(masked: string, idNumber: string): boolean {
  if (masked.length !== idNumber.length || !masked.includes('*')) return false;
  return masked.split('').every((letter, index) => letter === '*' || letter === idNumber[index]);
}

async function looksDisabled(button: {
  getAttribute(name: string): Promise<string | null>;
}): Promise<boolean> {
  const [aria, names] = [await button.getAttribute('aria-disabled'), await button.getAttribute('class')];
  return aria === 'true' || /(^|[\s_-])(is-)?disabled($|[\s_-])/u.test(names ?? '');
}
