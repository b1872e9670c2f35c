// A portal without a browser: the rehearsal portal's own interface, asked by HTTP. Filling a form takes seconds and saving
// takes none, so that with these hands thousands of trials fit where a browser makes a hundred: ledger, runner, resume, locks
// and witnesses are the program's own, the faults are the portal's own, and only the part of the page is played.
import { writeFile } from 'node:fs/promises';
import type { FieldComparison, FieldValue } from '../../src/entry/field-values.ts';
import type { SubmissionOutcome } from '../../src/entry/outcome.ts';
import type { PortalRecord } from '../../src/entry/portal-record.ts';
import type { PersonValues } from '../../src/model/person.ts';
import type { OpenPortalOptions } from '../../src/portal/driver/index.ts';
import type { fieldAsks } from '../../src/portal/driver/field-asks.ts';
import type { PersonFill, Portal } from '../../src/portal/portal.ts';
import type { portalFault } from '../../src/portal/session/portal-faults.ts';

/** What belongs to the copy of the program that these hands are planted in: its faults must be of its own class. */
export interface HandTools {
  portalFault: typeof portalFault;
  fieldAsks: typeof fieldAsks;
}

interface Region {
  code: string;
  name: string;
  children?: Region[];
}

interface FormView {
  fields: { key: string; label: string; options: { code: string; label: string }[] | null }[];
  regions: Region[];
  dialog: { when: string; message: string } | null;
}

interface Answer {
  status: number;
  success: boolean;
  code?: string;
  message?: string;
  data?: unknown;
}

interface ListRow extends Record<string, unknown> {
  receipt: string;
  idNumber: string;
  state: string;
}

const listHeaders: Record<string, string> = {
  受理编号: 'receipt',
  身份证号码: 'idNumber',
  姓名: 'name',
  性别: 'sex',
  就业形式: 'employmentForm',
  就业单位名称: 'employer',
  就业时间: 'employedOn',
  就业地: 'workRegion',
  状态: 'state',
};
const formFingerprint = 'd'.repeat(64);
const pageSize = 50;

export class DirectPortal implements Portal {
  readonly #options: OpenPortalOptions;
  readonly #tools: HandTools;
  readonly #url: string;
  #cookie = '';
  #view: FormView | null = null;
  #filled: { posted: Record<string, string>; fields: FieldComparison[] } | null = null;
  #presses = 0;

  constructor(options: OpenPortalOptions, tools: HandTools) {
    this.#options = options;
    this.#tools = tools;
    this.#url = options.url ?? options.profile.url ?? '';
  }

  async login(): Promise<void> {
    await this.#logIn();
  }

  async openEntryForm(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#filled = null;
    const { data } = await this.#ask('打开表单', '/api/employment/form');
    const view = data as FormView;
    if (view.dialog?.when === 'open') throw this.#tools.portalFault.blocked(view.dialog.message);
    this.#view = view;
  }

  async fillPerson(values: PersonValues, signal: AbortSignal): Promise<PersonFill> {
    signal.throwIfAborted();
    const view = this.#view;
    if (view === null) throw this.#tools.portalFault.stepFailed('填写表单', '没有新打开的空表单');
    this.#view = null;
    if (view.dialog?.when === 'query') throw this.#tools.portalFault.blocked(view.dialog.message);
    const asked = `idNumber=${encodeURIComponent(String(values['idNumber']))}`;
    const known = await this.#ask('查询人员', `/api/persons/check?${asked}`);
    const result = { fields: [], complete: false, formFingerprint, messages: [] };
    if (!known.success) {
      const reason = known.code === 'duplicate' ? 'duplicate' : 'business';
      return { ...result, refusal: { reason, messages: [known.message ?? ''] } };
    }
    const { data } = await this.#ask('查询人员', `/api/persons/base?${asked}`);
    const posted: Record<string, string> = { ...(data as object), idNumber: String(values['idNumber']) };
    const fields: FieldComparison[] = [];
    for (const { rule, asked: value } of this.#tools.fieldAsks(
      this.#options.profile,
      this.#options.pack,
      values,
    )) {
      const field = view.fields.find(({ label }) => label === rule.label);
      const code = field === undefined || value === null ? null : codeOf(view, field, value);
      const derived = rule.loaded === 'always';
      if (field !== undefined && code !== null && !derived) posted[field.key] = code;
      const equal = derived || value === null || code !== null;
      const shown = equal ? value : null;
      const source = derived ? 'loaded' : 'typed';
      fields.push({ label: rule.label, column: rule.column ?? null, asked: value, shown, equal, source });
    }
    if (view.dialog?.when === 'save') throw this.#tools.portalFault.blocked(view.dialog.message);
    this.#filled = { posted, fields };
    return { ...result, fields, complete: fields.every(({ equal }) => equal), refusal: null };
  }

  readPerson() {
    return Promise.resolve({ fields: this.#filled?.fields ?? [], formFingerprint });
  }

  async save(beforePress: () => Promise<void>, signal: AbortSignal): Promise<SubmissionOutcome> {
    const filled = this.#filled;
    this.#filled = null;
    if (filled === null) return { kind: 'not-attempted', reason: '没有填好的表单', messages: [] };
    signal.throwIfAborted();
    await beforePress();
    this.#presses += 1;
    try {
      const requestId = `${String(process.pid)}-${String(this.#presses)}`;
      return outcomeOf(
        await this.#request('/api/employment/records', { values: filled.posted, extra: {} }, requestId),
      );
    } catch (error: unknown) {
      const reason = `连接中断：${error instanceof Error ? error.message : String(error)}`;
      return { kind: 'uncertain', reason, messages: [] };
    }
  }

  discard(): Promise<void> {
    this.#filled = null;
    return Promise.resolve();
  }

  async findPerson(idNumber: string, signal: AbortSignal): Promise<PortalRecord[]> {
    signal.throwIfAborted();
    return (await this.#page(`idNumber=${encodeURIComponent(idNumber)}&`, 1)).records;
  }

  async *listRecords(signal: AbortSignal): AsyncIterable<PortalRecord> {
    for (let page = 1; ; page += 1) {
      signal.throwIfAborted();
      const { records, total } = await this.#page('', page);
      yield* records;
      if (page * pageSize >= total) return;
    }
  }

  screenshot(path: string): Promise<void> {
    return writeFile(path, '');
  }

  keepEvidence() {
    return Promise.resolve({ files: [], missing: [{ name: 'picture.png', reason: 'there is no browser' }] });
  }

  check() {
    return Promise.resolve({ passed: true, formFingerprint, lines: [] });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  async #page(query: string, page: number): Promise<{ records: PortalRecord[]; total: number }> {
    const path = `/api/employment/records?${query}page=${String(page)}&size=${String(pageSize)}`;
    const { data } = await this.#ask('查询列表', path);
    const { rows, total } = data as { rows: ListRow[]; total: number };
    return { total, records: rows.map(recordOf) };
  }

  /** A question that saves nothing: its failures are faults, as a browser's would be. */
  async #ask(step: string, path: string): Promise<Answer> {
    let answer: Answer;
    try {
      answer = await this.#request(path);
    } catch (error: unknown) {
      const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
      if (cause?.code === 'ECONNREFUSED')
        throw this.#tools.portalFault.unreachable(this.#url, '连接被拒绝', error);
      throw this.#tools.portalFault.stepFailed(step, '连接中断', { cause: error });
    }
    if (answer.status === 401) {
      // Somebody sits before the window and logs in again.
      await this.#logIn();
      throw this.#tools.portalFault.sessionExpired();
    }
    if (answer.status !== 200) throw this.#tools.portalFault.stepFailed(step, answer.message ?? '没有答复');
    return answer;
  }

  async #logIn(): Promise<void> {
    let response: Response;
    try {
      response = await fetch(`${this.#url}/login/attended`, { method: 'POST' });
    } catch (error: unknown) {
      throw this.#tools.portalFault.unreachable(this.#url, '连接被拒绝', error);
    }
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await response.arrayBuffer();
  }

  async #request(path: string, body?: unknown, requestId = ''): Promise<Answer> {
    const response = await fetch(new URL(path, this.#url), {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { cookie: this.#cookie, 'content-type': 'application/json', 'x-request-id': requestId },
    });
    return { ...((await response.json()) as Omit<Answer, 'status'>), status: response.status };
  }
}

function outcomeOf({ status, success, code, message = '', data }: Answer): SubmissionOutcome {
  if (status !== 200)
    return { kind: 'uncertain', reason: `服务器答复 ${String(status)}`, messages: [message] };
  if (success)
    return { kind: 'accepted', receipt: (data as { receipt: string }).receipt, messages: [message] };
  const reason = code === 'duplicate' ? 'duplicate' : 'business';
  return { kind: 'refused', reason, messages: [message] };
}

function recordOf(row: ListRow): PortalRecord {
  const shown = Object.entries(listHeaders).map(([header, key]) => [header, String(row[key])]);
  return {
    idNumber: row.idNumber,
    shown: Object.fromEntries(shown) as Record<string, string>,
    state: row.state,
    receipt: row.receipt,
  };
}

/** What the page would post for a value that a person would choose; null when the form does not offer it. */
function codeOf(
  { regions }: FormView,
  { options }: FormView['fields'][number],
  value: Exclude<FieldValue, null>,
): string | null {
  if (Array.isArray(value)) return placeCode(regions, value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (options === null) return value;
  return options.find(({ label }) => label === value)?.code ?? null;
}

function placeCode(regions: readonly Region[], [name, ...rest]: readonly string[]): string | null {
  const region = regions.find((candidate) => candidate.name === name);
  if (region === undefined || rest.length === 0) return region?.code ?? null;
  return placeCode(region.children ?? [], rest);
}
