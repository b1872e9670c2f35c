import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { PersonValues } from '../../model/person.ts';
import type { SubmissionOutcome } from '../../entry/outcome.ts';
import type { PortalRecord } from '../../entry/portal-record.ts';
import type { FieldComparison } from '../../entry/field-values.ts';
import { Fault } from '../../platform/fault.ts';
import type { EvidenceKept, PersonFill, Portal, ProfileReport } from '../portal.ts';
import { asPortalFault, portalFault } from '../session/portal-faults.ts';
import type { PortalSession } from '../session/session.ts';
import { checkEntry, checkList, type ReportLine } from './check-profile.ts';
import { keepEvidence } from './evidence.ts';
import { formScope, scanEntry, scanStill } from './entry-form.ts';
import { fieldAsks, templateValues } from './field-asks.ts';
import { fillFields, readFields } from './fill-person.ts';
import type { FormInventory, FormScope } from './form-engine.ts';
import { clearAfterPerson, leaveForm, requireFresh } from './fresh-form.ts';
import { ListPage } from './list-page.ts';
import { openPage } from './navigation.ts';
import { queryPerson } from './person-query.ts';
import { pressSave } from './save.ts';
import { maskedScreenshot } from './screenshot.ts';
import { isEmpty } from './shown-values.ts';

/** What is on the open form: nothing yet, one person, or something that must not be added to. */
type FormState =
  | { kind: 'closed' }
  | { kind: 'fresh'; fingerprint: string }
  | { kind: 'filled'; fingerprint: string; values: PersonValues }
  | { kind: 'spent' };

/** `Portal` through one profile. Methods of one portal are called one after the other, never at the same time. */
export class ProfilePortal implements Portal {
  readonly #session: PortalSession;
  readonly #pack: PolicyPack;
  readonly #list: ListPage;
  #form: FormState = { kind: 'closed' };
  /** The last person whose values went to the page: what evidence and pictures must cover. */
  #person: PersonValues | null = null;
  /** The first fresh form of this session: what a fresh form may hold by itself. */
  #freshForm: FormInventory | null = null;

  constructor(session: PortalSession, pack: PolicyPack) {
    this.#session = session;
    this.#pack = pack;
    this.#list = new ListPage(session);
  }

  login(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return this.#step('登录', () => this.#session.login(timeoutMs, signal));
  }

  openEntryForm(signal: AbortSignal): Promise<void> {
    return this.#step('打开录入表单', async () => {
      const { entry } = this.#session.profile;
      await this.#close(signal);
      await openPage(this.#session, entry.page, '打开录入表单', signal);
      const inventory = await this.#freshInventory(signal);
      await requireFresh({ session: this.#session, inventory, first: this.#freshForm, signal });
      this.#freshForm ??= inventory;
      this.#form = { kind: 'fresh', fingerprint: inventory.fingerprint };
    });
  }

  fillPerson(values: PersonValues, signal: AbortSignal): Promise<PersonFill> {
    return this.#step('填写表单', async () => {
      const form = this.#form;
      if (form.kind !== 'fresh') throw portalFault.stepFailed('填写表单', '没有新打开的空表单');
      this.#form = { kind: 'spent' };
      this.#person = values;
      await this.#session.guard(signal);
      this.#session.dialogs.take();
      let { fingerprint } = form;
      const messages: string[] = [];
      const { query } = this.#session.profile.entry;
      if (query !== undefined) {
        const idNumber = templateValues(values)[query.column] ?? '';
        const answer = await queryPerson({
          session: this.#session,
          query,
          scope: () => this.#scope(signal),
          idNumber,
          signal,
        });
        messages.push(...answer.messages);
        if (answer.refusal !== null)
          return {
            fields: [],
            complete: false,
            formFingerprint: fingerprint,
            messages,
            refusal: answer.refusal,
          };
        if (query.reveals) fingerprint = await this.#revealedFingerprint(signal);
      }
      const filled = await fillFields(this.#fillInput(values, signal));
      messages.push(...filled.messages, ...this.#session.dialogs.take().map((dialog) => dialog.message));
      this.#form = { kind: 'filled', fingerprint, values };
      return {
        fields: filled.fields,
        complete: filled.complete,
        formFingerprint: fingerprint,
        messages: [...new Set(messages)],
        refusal: null,
      };
    });
  }

  readPerson(
    values: PersonValues,
    signal: AbortSignal,
  ): Promise<{ fields: FieldComparison[]; formFingerprint: string }> {
    return this.#step('回读表单', async () => {
      await this.#session.guard(signal);
      const form = this.#form;
      if (form.kind !== 'filled') throw portalFault.stepFailed('回读表单', '没有填好的表单');
      const read = await readFields(this.#fillInput(values, signal));
      // An empty required field is no field of the person, but saving over it would be a press in vain.
      const [empty] = read.messages;
      if (!read.complete && empty !== undefined && read.fields.every((field) => field.equal))
        throw portalFault.stepFailed('回读表单', empty);
      return { fields: read.fields, formFingerprint: form.fingerprint };
    });
  }

  async save(beforePress: () => Promise<void>, signal: AbortSignal): Promise<SubmissionOutcome> {
    const form = this.#form;
    if (form.kind !== 'filled')
      return { kind: 'not-attempted', reason: '没有填好的表单，没有按保存', messages: [] };
    // Whatever comes, this form is never pressed a second time.
    this.#form = { kind: 'spent' };
    signal.throwIfAborted();
    return pressSave({
      session: this.#session,
      rule: this.#session.profile.entry.save,
      names: templateValues(form.values),
      beforePress,
      signal,
    });
  }

  discard(signal: AbortSignal): Promise<void> {
    return this.#step('离开表单', async () => {
      this.#form = { kind: 'closed' };
      await leaveForm(this.#session, signal);
    });
  }

  findPerson(idNumber: string, signal: AbortSignal): Promise<PortalRecord[]> {
    return this.#step('查询列表', async () => {
      await this.#close(signal);
      await this.#list.open(signal);
      return this.#list.find(idNumber, signal);
    });
  }

  async *listRecords(signal: AbortSignal): AsyncIterable<PortalRecord> {
    yield* await this.#step('读取列表', async () => {
      await this.#close(signal);
      return this.#readWholeList(signal);
    });
  }

  screenshot(path: string): Promise<void> {
    return this.#step('截图', () => maskedScreenshot(this.#session.page, path, this.#secrets()));
  }

  keepEvidence(folder: string): Promise<EvidenceKept> {
    return keepEvidence({ session: this.#session, folder, secrets: this.#secrets() });
  }

  check(signal: AbortSignal): Promise<ProfileReport> {
    return this.#step('核对门户配置', async () => {
      const session = this.#session;
      const lines: ReportLine[] = [
        { subject: '已登录', ok: await session.holds(session.profile.session.loggedIn), found: '' },
      ];
      if (this.#form.kind !== 'fresh') await this.openEntryForm(signal);
      const form = this.#form;
      lines.push(
        ...(await checkEntry({ session, pack: this.#pack, scope: await this.#scope(signal), signal })),
      );
      await this.#list.open(signal);
      lines.push(...(await checkList(session, this.#list, signal)));
      this.#form = { kind: 'closed' };
      return {
        passed: lines.every((line) => line.ok),
        formFingerprint: form.kind === 'fresh' ? form.fingerprint : '',
        lines: lines.map((line) => ({
          ...line,
          found: line.found === '' ? (line.ok ? '是' : '否') : line.found,
        })),
      };
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session.browser[Symbol.asyncDispose]();
  }

  /** What our own last person left on the screen is cleared away; what comes from elsewhere is a person's business. */
  async #close(signal: AbortSignal): Promise<void> {
    const used = this.#form.kind === 'spent' || this.#form.kind === 'filled';
    this.#form = { kind: 'closed' };
    if (used) await clearAfterPerson(this.#session, signal);
  }

  /** A list that changes while it is read is read again from its first page, a few times. */
  async #readWholeList(signal: AbortSignal): Promise<PortalRecord[]> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#list.open(signal);
      try {
        return await this.#list.all(signal);
      } catch (error) {
        if (attempt >= 3 || !(error instanceof Fault) || error.code !== 'portal-list-unstable') throw error;
      }
    }
  }

  async #freshInventory(signal: AbortSignal): Promise<FormInventory> {
    const { entry, timeouts } = this.#session.profile;
    const first = entry.query?.field ?? entry.fields[0]?.label ?? '';
    const inventory = await scanStill(() => this.#look(signal), {
      timeoutMs: timeouts.stepMs,
      signal,
      enough: (seen) => seen.fields.length > 0,
    });
    if (inventory !== null) return inventory;
    await this.#session.guard(signal);
    throw portalFault.formChanged([`录入页上没有表单（要找的第一个字段是"${first}"）`]);
  }

  async #revealedFingerprint(signal: AbortSignal): Promise<string> {
    const inventory = await scanStill(() => this.#look(signal), {
      timeoutMs: this.#session.profile.timeouts.stepMs,
      signal,
      enough: (seen) => seen.fields.length > 1,
    });
    if (inventory === null) throw portalFault.formChanged(['查询之后没有出现表单']);
    return inventory.fingerprint;
  }

  #fillInput(values: PersonValues, signal: AbortSignal) {
    const asks = fieldAsks(this.#session.profile, this.#pack, values);
    return { session: this.#session, scope: () => this.#scope(signal), asks, signal };
  }

  async #look(signal: AbortSignal): Promise<FormInventory> {
    return scanEntry(await this.#scope(signal), this.#session.profile.entry, signal);
  }

  #scope(signal: AbortSignal): Promise<FormScope> {
    return formScope(this.#session, this.#session.profile.entry, signal);
  }

  /** The last person's values of columns that are personal data by the profile or by the pack. */
  #secrets(): string[] {
    if (this.#person === null) return [];
    const texts = templateValues(this.#person);
    const masked = this.#session.profile.entry.fields
      .filter((field) => field.mask)
      .map((field) => field.column);
    const sensitive = this.#pack.columns.filter((column) => column.sensitive).map((column) => column.key);
    const columns = new Set([...masked, ...sensitive]);
    return [...columns].flatMap((column) => {
      const text = column === undefined ? null : (texts[column] ?? null);
      return text === null || isEmpty(text) ? [] : [text];
    });
  }

  async #step<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asPortalFault(name, error);
    }
  }
}
