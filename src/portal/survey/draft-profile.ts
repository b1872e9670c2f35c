/** From what was seen and settled to the text of a profile. Pure: the same survey gives the same text. */
import type { FieldProposal, MappingColumn, ValueProposal } from '../mapping/mapping.ts';
import { kindName } from '../mapping/kind-agreement.ts';
import { dateFormats } from '../profile/schema-field.ts';
import { writeProfile, type ProfileItem, type ProfilePart } from '../profile/write-profile.ts';
import type { PresentField } from './conditional-fields.ts';
import { draftList, type DraftPage } from './draft-list.ts';
import {
  loggedInProof,
  loginProofs,
  menuOf,
  pathOf,
  queryButton,
  resetButton,
  saveButton,
  type Recognised,
} from './recognise.ts';
import type { LoginSeen, PageSurvey } from './survey.ts';

/** A field with the column that was settled on. */
export interface SettledField {
  present: PresentField;
  proposal: FieldProposal;
  /** Key of the column; null: none. */
  column: string | null;
  constant: string | null;
  /** `sure`: proposed above the threshold · `person`: somebody chose · `left`: somebody leaves it out · `open`: still to be chosen. */
  by: 'sure' | 'person' | 'left' | 'open';
  options: Record<string, string>;
  unavailable: string[];
  /** Values that a person still has to give an option. */
  openValues: ValueProposal[];
}

export interface DraftInput {
  name: string;
  portalUrl: string;
  /** `YYYY-MM-DD`. */
  today: string;
  columns: readonly (MappingColumn & { sensitive: boolean })[];
  login: LoginSeen | null;
  entry: PageSurvey;
  list: PageSurvey | null;
  fields: readonly SettledField[];
  /** What a person said that nobody can see before a save. */
  acceptedText: string | null;
  confirm: { text: string; press: string } | null;
}

export interface ProfileText {
  text: string;
  /** What a person still has to fill in, one sentence each. */
  open: string[];
}

export function draftProfile(input: DraftInput): ProfileText {
  const { entry, fields } = input;
  const open: string[] = [];
  const frames = framesOf(input);
  const frameName = entry.frame === null ? null : 'main';
  const idField = fields.find((field) => field.column === 'idNumber');
  const query = idField === undefined ? null : queryButton(entry, idField.present.field);
  const typed = query === null ? fields : fields.filter((field) => field !== idField);
  const first = idField ?? fields[0];
  const save = saveButton(entry);
  const page: DraftPage = { survey: entry, frame: frameName, field: first?.present.field.label ?? null };
  const reset = resetButton(entry);
  // The buttons of a box stand around its frame, not in it.
  const boxed = entry.dialog !== undefined && frameName !== null;
  const entryPart: ProfilePart = {
    key: 'entry',
    apart: true,
    parts: [
      noted('page', pageWay(page, save.notes.length === 0 && !boxed ? save.value : null)),
      ...(entry.dialog === undefined ? [] : [{ key: 'scope', value: { dialog: entry.dialog } }]),
      ...(reset === null ? [] : [resetPart(reset)]),
      ...queryParts(query, idField, typed),
      { key: 'fields', apart: true, items: typed.flatMap((field) => fieldItems(field, input)) },
      savePart(input, save),
    ],
  };
  const list = draftList(input.list, input.columns, {
    frame: listFrame(input),
    parents: menuOf(entry.trail).slice(0, -1),
  });
  const session = sessionPart(input);
  const parts: ProfilePart[] = [
    { key: '$schema', value: './profile.schema.json' },
    { key: 'version', value: 1 },
    { key: 'title', value: entry.title === '' ? input.name : entry.title },
    { key: 'status', value: 'draft', notes: ['核对通过、待填都填好之后改成 ready'] },
    ...(Object.keys(frames).length === 0 ? [] : [{ key: 'frames', value: frames, apart: true }]),
    session,
    ...refusalParts(),
    entryPart,
    list,
  ];
  collect(parts, open);
  const heading = [
    `门户配置草稿，由 luru portal map 于 ${input.today} 按 ${input.portalUrl} 的页面写成。`,
    '每个字段上面一行是把握和理由。带“待填”“待定”的地方请人补好；写法见 docs/profiles.md。',
    '改好后运行 luru portal check，全部通过再把 status 改为 ready。',
  ];
  return { text: writeProfile(heading, parts), open };
}

function framesOf({ entry, list }: DraftInput): Record<string, unknown> {
  const finder = (survey: PageSurvey | null) =>
    survey?.frame === null || survey?.frame === undefined
      ? null
      : // A name that is counted is another one the next time.
        survey.frame.name === '' || /\d$/u.test(survey.frame.name)
        ? { url: survey.frame.url }
        : { name: survey.frame.name };
  const main = finder(entry);
  const other = finder(list);
  return {
    ...(main === null ? {} : { main }),
    ...(other === null || JSON.stringify(other) === JSON.stringify(main) ? {} : { list: other }),
  };
}

function listFrame(input: DraftInput): string | null {
  if (input.list?.frame === null || input.list?.frame === undefined) return null;
  return 'list' in framesOf(input) ? 'list' : 'main';
}

function sessionPart({ login, entry, portalUrl }: DraftInput): ProfilePart {
  const start = pathOf(portalUrl);
  return {
    key: 'session',
    apart: true,
    notes: ['登录永远由人来做；这里只写怎样看出已经登录'],
    parts: [
      { key: 'path', value: start === '' ? '/' : start },
      noted('loginPage', loginProofs(login)),
      noted('loggedIn', loggedInProof(entry)),
      { key: 'expired', notes: ['待填：登录失效时若弹出提示，写 expired: { text: 提示里的话 }'] },
    ],
  };
}

export function pageWay(page: DraftPage, button: string | null): Recognised<Record<string, unknown>> {
  const { survey, frame, field } = page;
  const menu = menuOf(survey.trail);
  const path = pathOf(survey.url);
  const ready = {
    ...(frame === null ? (path === '/' ? {} : { url: path }) : { frame }),
    ...(field === null ? {} : { field }),
    ...(button === null ? {} : { button }),
  };
  const way = menu.length > 0 ? { menu } : { path };
  return {
    value: {
      ...way,
      ready: Object.keys(ready).some((key) => key !== 'frame') ? ready : { text: survey.title || '待填' },
      ...(frame === null ? {} : { frame }),
    },
    notes: [
      menu.length > 0 ? '打开时依次点击的文字' : '直接打开的网址；若只能从菜单进入，改写 menu: [一级, 二级]',
    ],
  };
}

function resetPart(button: string): ProfilePart {
  return {
    key: 'reset',
    value: { button, confirm: [{ text: button, press: '确定', optional: true }] },
  };
}

function queryParts(
  button: string | null,
  idField: SettledField | undefined,
  others: readonly SettledField[],
): ProfilePart[] {
  if (button === null || idField === undefined)
    return idField === undefined ? [{ key: 'query', notes: ['待填：表单上没有认出身份证号码字段'] }] : [];
  const ofPerson = ['name', 'sex', 'birthDate', 'ethnicity'];
  const loaded = others
    .filter(
      ({ column, present: { field } }) =>
        (field.readOnly || field.disabled) && column !== null && ofPerson.includes(column),
    )
    .map(({ present }) => present.field.label);
  return [
    {
      key: 'query',
      apart: true,
      notes: [
        `身份证号码旁边有“${button}”按钮：先查询，再填其余字段`,
        '待填：门户里查不到这个人时显示的话写进 unknown，如 [未查询到人员基础信息]',
      ],
      value: {
        field: idField.present.field.label,
        ...(idField.present.field.section === null || !hasTwin(idField, others)
          ? {}
          : { section: idField.present.field.section }),
        button,
        ...(loaded.length === 0 ? {} : { loaded }),
      },
    },
  ];
}

function fieldItems(settled: SettledField, input: DraftInput): ProfileItem[] {
  const { present, proposal, column, constant, by } = settled;
  const { field } = present;
  const what = `${kindName(field.kind)}${field.required ? '，必填' : ''}`;
  if (by === 'left') return [{ notes: [`“${field.label}”（${what}）：不填`] }];
  if (by === 'open' || (column === null && constant === null)) return [{ notes: openNotes(settled, what) }];
  // A switch always says something: what the sheet leaves blank must not be taken for 否.
  const always = field.kind === 'switch' || field.kind === 'checkbox';
  const known = input.columns.find((one) => one.key === column);
  const rules = present.cases.map((one) => ({
    label: field.label,
    ...(field.section !== null && hasTwin(settled, input.fields) ? { section: field.section } : {}),
    ...(column === null ? { constant } : { column }),
    ...whenOf(present, one.options, input),
    kind: field.kind,
    ...(one.required || always ? { required: true } : {}),
    ...(isPersonal(column, input) ? { mask: true } : {}),
    ...(proposal.path === null || proposal.column !== column ? {} : { path: proposal.path }),
    ...formatOf(settled),
    ...(Object.keys(settled.options).length === 0 ? {} : { options: settled.options }),
    ...(settled.unavailable.length === 0 ? {} : { unavailable: settled.unavailable }),
  }));
  const why =
    by === 'person' ? '人指定' : `${String(Math.round(proposal.confidence * 100))}% ${proposal.reason}`;
  const notes = [
    why,
    ...(always ? ['开关总有一个值，采集表空白不能当作“否”，所以写 required'] : []),
    ...(settled.unavailable.length === 0
      ? []
      : ['unavailable：门户没有这些说法，有这种值的人员在分批时就会指出']),
    ...(known?.kind === 'region' && proposal.path === null && field.kind !== 'text'
      ? [
          "待填：要逐级选到地点就写 path，如 path: ['{city}', '{town}', '{place}']；名称、代码可用 {place}、{code}",
        ]
      : []),
    ...settled.openValues.map(
      (value) => `待定：${value.reason}；选定后在 options 里写 ${value.value}: 选项文字`,
    ),
  ];
  return rules.map((value, index) => ({ notes: index === 0 ? notes : [], value }));
}

function isPersonal(column: string | null, { columns }: DraftInput): boolean {
  const known = columns.find((one) => one.key === column);
  return (
    known !== undefined &&
    (known.sensitive ||
      ['name', 'birthDate', 'householdPlace'].includes(known.key) ||
      known.kind === 'id-number' ||
      known.kind === 'phone')
  );
}

function openNotes({ present: { field }, proposal }: SettledField, what: string): string[] {
  const candidates = [
    ...(proposal.column === null
      ? []
      : [
          `${proposal.column}（${proposal.header ?? ''}，${String(Math.round(proposal.confidence * 100))}%）`,
        ]),
    ...proposal.candidates.map(
      (one) => `${one.column}（${one.header}，${String(Math.round(one.confidence * 100))}%）`,
    ),
  ];
  const options = field.options?.slice(0, 8).join('、');
  return [
    `${field.required ? '待填' : '待定'}：“${field.label}”（${what}）${proposal.reason}`,
    ...(candidates.length === 0 ? [] : [`  可能是：${candidates.join('、')}`]),
    ...(options === undefined || options === '' ? [] : [`  选项：${options}`]),
    `  - { label: ${field.label}, column: ${proposal.column ?? '列名'}${field.required ? ', required: true' : ''} }`,
  ];
}

function hasTwin(settled: SettledField, all: readonly SettledField[]): boolean {
  return all.some(
    (other) =>
      other.present.field.id !== settled.present.field.id &&
      other.present.field.label === settled.present.field.label,
  );
}

/** Options of the driving field, said in the words of its column. */
function whenOf(
  present: PresentField,
  options: readonly string[],
  { fields }: DraftInput,
): Record<string, unknown> {
  const driver = fields.find((field) => field.present.field.id === present.driver);
  if (driver?.column === null || driver?.column === undefined || options.length === 0) return {};
  const values = termsOf(driver, options);
  const [only, ...more] = values;
  if (only === undefined) return {};
  return {
    when: { column: driver.column, ...(more.length === 0 ? { equals: only } : { in: values }) },
  };
}

export function termsOf(driver: SettledField, options: readonly string[]): (string | boolean)[] {
  return driver.proposal.values
    .filter((value) => options.includes(driver.options[value.value] ?? value.option ?? ''))
    .map(({ value }) => (value === '是' ? true : value === '否' ? false : value));
}

function formatOf({ present: { field } }: SettledField): { format?: string } {
  if (field.kind !== 'text' && field.kind !== 'month') return {};
  const hint = field.placeholder.toUpperCase();
  const format = dateFormats.toSorted((a, b) => b.length - a.length).find((one) => hint.includes(one));
  return format === undefined ? {} : { format };
}

function savePart(input: DraftInput, save: Recognised<string>): ProfilePart {
  const { acceptedText, confirm } = input;
  const unknown = [
    ...(acceptedText === null
      ? [
          '待填：保存成功时门户显示的话（accepted 的 toast）是猜的；有受理编号时加 receipt，写法见 docs/profiles.md',
        ]
      : []),
    ...(confirm === null
      ? ['待填：按保存后若弹出确认框，写 confirm: [{ text: 框里的话, press: 确定 }]；不弹就不用写']
      : []),
  ];
  return {
    key: 'save',
    apart: true,
    notes: [...save.notes, ...unknown],
    value: {
      button: save.value,
      ...(confirm === null ? {} : { confirm: [confirm] }),
      accepted: [{ toast: acceptedText ?? '保存成功' }],
    },
  };
}

function refusalParts(): ProfilePart[] {
  return [
    {
      key: 'refusals',
      apart: true,
      notes: [
        '待填：门户拒绝时的用语。business 业务拒绝 · duplicate 已存在 · session 登录失效 · system 系统故障',
        '下面是同类系统常见的话；见到新的就补一行',
      ],
      items: [
        { notes: [], value: { text: '/已存在.*登记|已.*登记过|重复登记/', reason: 'duplicate' } },
        { notes: [], value: { text: '/登录(已)?(失效|超时|过期)/', reason: 'session' } },
        { notes: [], value: { text: '/系统(异常|错误|繁忙)|网络异常|请求超时/', reason: 'system' } },
      ],
    },
  ];
}

export function noted(key: string, { value, notes }: Recognised<unknown>): ProfilePart {
  return { key, value, notes };
}

/** Every note that asks a person for something. */
function collect(parts: readonly ProfilePart[], open: string[]): void {
  for (const part of parts) {
    const notes = [...(part.notes ?? []), ...(part.items ?? []).flatMap((item) => item.notes)];
    open.push(...notes.filter((note) => /^待[填定]：/u.test(note)));
    collect(part.parts ?? [], open);
  }
}
