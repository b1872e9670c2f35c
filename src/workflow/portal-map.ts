import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  mappingColumns,
  proposeMapping,
  type FieldProposal,
  type FormField,
  type Mapping,
} from '../portal/index.ts';
import { presentFields, type Trial } from '../portal/survey/conditional-fields.ts';
import { draftProfile, type SettledField } from '../portal/survey/draft-profile.ts';
import { lockedCount, type PortalSurvey } from '../portal/survey/open-survey.ts';
import { queryButton } from '../portal/survey/recognise.ts';
import { Fault } from '../platform/fault.ts';
import type { Run } from './open-run.ts';
import { settleFields, unseenColumns, type ColumnOfPack } from './portal-map-settle.ts';
import {
  hasForm,
  openSurvey,
  portalAddress,
  selectorsFolder,
  writeOwnFile,
  type PageSurvey,
  type Person,
  type SurveyRequest,
} from './portal-survey.ts';

export interface MapRequest extends SurveyRequest {
  /** The profile's name: `selectors/<name>.yaml` in the workspace. */
  name: string;
  /** Choose the options of short lists to see which fields come and go. Saves nothing. */
  explore: boolean;
  /** Somebody to ask the portal about where nobody at the terminal can: for rehearsals. */
  idNumber: string | null;
  /** Texts to press to get to the list page. */
  openList: readonly string[];
  /** Write over a profile of the same name. */
  replace: boolean;
}

export interface MapResult {
  path: string;
  name: string;
  fingerprint: string;
  threshold: number;
  fields: {
    label: string;
    section: string | null;
    kind: string;
    required: boolean;
    column: string | null;
    header: string | null;
    confidence: number;
    by: SettledField['by'];
    reason: string;
  }[];
  /** Columns of the sheet that no field takes. */
  unmatchedColumns: { column: string; header: string }[];
  /** What is left for a person to fill in. */
  open: string[];
}

/** Fields with more options than this are hardly what other fields depend on. */
const mostOptions = 10;

/** From an open form to a draft of a profile, in minutes and without writing a locator (DESIGN §6). */
export async function mapPortal(run: Run, request: MapRequest): Promise<MapResult> {
  const file = `${request.name}.yaml`;
  const folder = selectorsFolder(run);
  if (existsSync(join(folder, file)) && !request.replace)
    throw new Fault(
      `${join(folder, file)} 已经有了，没有改动。请用 --name 换一个名字，或加 --replace 覆盖它。`,
      { code: 'profile-exists', disposition: 'halt-run', exitCode: 2 },
    );
  const portalUrl = portalAddress(run, request.url);
  const columns = mappingColumns(run.pack).map((column) => ({
    ...column,
    sensitive: run.pack.columns.find((known) => known.key === column.key)?.sensitive ?? false,
  }));
  const { progress, clock } = run.around;
  await using survey = await openSurvey(run, request);
  progress.say('正在逐个读取字段和选项…');
  const entry = await unlockedForm(survey, columns, request);
  progress.say(`读到 ${String(entry.form.fields.length)} 个字段。`);
  const trials = await exploreForm(survey, entry, columns, request, (sentence) => {
    progress.say(sentence);
  });
  const present = presentFields(entry.form.fields, trials);
  const proposals = bestProposals([entry.form.fields, ...trials.map((trial) => trial.fields)], columns);
  const fields = await settleFields(present, proposals, columns, request.person);
  const words = await saveWords(request.person);
  const list = await lookAtList(survey, request);
  const { text, open } = draftProfile({
    name: request.name,
    portalUrl,
    today: clock.today(),
    columns,
    login: survey.login,
    entry,
    list,
    fields,
    ...words,
  });
  const path = await writeOwnFile(folder, file, text);
  await run.ledger.note(run.actor, 'profile-drafted', { profile: request.name, url: portalUrl });
  return {
    path,
    name: request.name,
    fingerprint: entry.form.fingerprint,
    threshold: proposals.threshold,
    fields: fields.map(resultLine(columns)),
    unmatchedColumns: unseenColumns(fields, columns),
    open,
  };
}

function resultLine(columns: readonly ColumnOfPack[]) {
  return ({ present, proposal, column, by }: SettledField) => ({
    label: present.field.label,
    section: present.field.section,
    kind: present.field.kind,
    required: present.cases.some((one) => one.required),
    column,
    header: columns.find((known) => known.key === column)?.header ?? null,
    confidence: proposal.confidence,
    by,
    reason: by === 'person' ? '人指定' : proposal.reason,
  });
}

/** The proposal of each field in the look in which it is surest: fields of one column may take turns on the form. */
function bestProposals(
  looks: readonly (readonly FormField[])[],
  columns: readonly ColumnOfPack[],
): { threshold: number; of: Map<string, FieldProposal> } {
  const of = new Map<string, FieldProposal>();
  let threshold: Mapping['threshold'] = 0;
  for (const fields of looks) {
    const mapping = proposeMapping({ fields: [...fields] }, columns);
    threshold = mapping.threshold;
    for (const proposal of mapping.fields) {
      const known = of.get(proposal.fieldId);
      if (known === undefined || proposal.confidence > known.confidence) of.set(proposal.fieldId, proposal);
    }
  }
  return { threshold, of };
}

/** Many portals lock the form until a person was looked up: lists cannot be read before. */
async function unlockedForm(
  survey: PortalSurvey,
  columns: readonly ColumnOfPack[],
  { person, idNumber }: MapRequest,
): Promise<PageSurvey> {
  // Lists of locked fields cannot be read, and what was once read in vain is not read again on the same page.
  const locked = await survey.look(hasForm, 'native');
  if (lockedCount(locked.form) * 2 <= locked.form.fields.length) return survey.look(hasForm);
  if (idNumber !== null) {
    const proposal = proposeMapping(locked.form, columns).fields.find((one) => one.column === 'idNumber');
    const field = locked.form.fields.find((one) => one.id === proposal?.fieldId);
    const button = field === undefined ? null : queryButton(locked, field);
    if (field === undefined || button === null || !(await survey.askAbout(locked, field, button, idNumber)))
      return locked;
  } else if (person !== null) {
    await person.ready(
      '表单大部分字段还锁着。请在浏览器中输入一个身份证号码并查询，让字段可以填写（不要保存），再回来按回车。',
    );
  } else return locked;
  const free = await survey.look(hasForm);
  // The buttons of the empty form are the ones that the profile presses.
  return { ...free, trail: locked.trail, pressables: [...locked.pressables, ...free.pressables] };
}

async function exploreForm(
  survey: PortalSurvey,
  entry: PageSurvey,
  columns: readonly ColumnOfPack[],
  { explore, person }: MapRequest,
  say: (sentence: string) => void,
): Promise<Trial[]> {
  const drivers = proposeMapping(entry.form, columns).fields.flatMap((proposal) => {
    const field = entry.form.fields.find((one) => one.id === proposal.fieldId);
    return field !== undefined && proposal.sure && mayDrive(field) ? [field] : [];
  });
  if (drivers.length === 0) return [];
  const names = drivers.map((field) => field.label).join('、');
  const agreed =
    explore ||
    (person !== null &&
      (await person.choose(
        `有些字段选了别的项才出现。要不要由程序在这张空表上逐项选一遍（${names}）看看？只选不保存。`,
        ['好，选一遍', '不用'],
      )) === 0);
  if (!agreed) return [];
  const trials: Trial[] = [];
  let known = entry;
  for (const field of drivers) {
    say(`逐项试选“${field.label}”…`);
    for (const option of field.options ?? []) {
      const seen = await survey.lookWith(known, field, option);
      if (seen === null) continue;
      trials.push({ driver: field.id, option, fields: seen.form.fields });
      // Lists that were opened once need not be opened again.
      const fresh = seen.form.fields.filter((one) => !known.form.fields.some(({ id }) => id === one.id));
      known = { ...known, form: { ...known.form, fields: [...known.form.fields, ...fresh] } };
    }
  }
  return trials;
}

function mayDrive(field: FormField): boolean {
  const options = field.options?.length ?? 0;
  return (
    ['select', 'radio', 'button-group'].includes(field.kind) &&
    !field.readOnly &&
    !field.disabled &&
    options >= 2 &&
    options <= mostOptions
  );
}

async function saveWords(
  person: Person | null,
): Promise<{ acceptedText: string | null; confirm: { text: string; press: string } | null }> {
  if (person === null) return { acceptedText: null, confirm: null };
  const said = (await person.say('保存成功时门户显示什么话？（不知道就直接按回车，以后再填）')).trim();
  const box = (await person.say('按保存后会先弹出确认框吗？会就写框里的话，不会或不知道就直接按回车')).trim();
  return {
    acceptedText: said === '' ? null : said,
    confirm: box === '' ? null : { text: box, press: '确定' },
  };
}

async function lookAtList(survey: PortalSurvey, request: MapRequest): Promise<PageSurvey | null> {
  const { person, openList } = request;
  if (openList.length > 0) {
    survey.forgetTrail();
    await survey.walk(openList);
    return survey.lookAtTable();
  }
  if (person === null) return null;
  const asked = await person.choose('门户有没有查询已录入人员的列表页？', ['有，我来打开', '没有或以后再说']);
  if (asked !== 0) return null;
  survey.forgetTrail();
  await person.ready('请在浏览器中打开列表页（看得见列表的表头），然后回到这里按回车。');
  return survey.lookAtTable();
}
