import {
  proposeMapping,
  type FieldProposal,
  type FormField,
  type MappingColumn,
  type ValueProposal,
} from '../portal/index.ts';
import type { PresentField } from '../portal/survey/conditional-fields.ts';
import type { SettledField } from '../portal/survey/draft-profile.ts';
import type { Person } from './portal-survey.ts';

export type ColumnOfPack = MappingColumn & { sensitive: boolean };

/** Each field with its column: the sure ones as proposed, the others as a person says; open where nobody is asked. */
export async function settleFields(
  present: readonly PresentField[],
  proposals: { of: ReadonlyMap<string, FieldProposal> },
  columns: readonly ColumnOfPack[],
  person: Person | null,
): Promise<SettledField[]> {
  const settled: SettledField[] = [];
  for (const one of present) {
    const proposal = proposals.of.get(one.field.id);
    if (proposal === undefined) continue;
    const choice = proposal.sure
      ? { by: 'sure' as const, column: proposal.column, constant: null }
      : person === null
        ? { by: 'open' as const, column: null, constant: null }
        : await askColumn(one, proposal, columns, person);
    const said = { ...one, proposal: proposalFor(one.field, proposal, choice.column, columns) };
    settled.push({
      present: one,
      ...choice,
      proposal: said.proposal,
      ...(await settleValues(one.field, said.proposal, choice.by === 'open' ? null : person)),
    });
  }
  return settled;
}

export function unseenColumns(
  fields: readonly SettledField[],
  columns: readonly ColumnOfPack[],
): { column: string; header: string }[] {
  return columns
    .filter((column) => column.kind !== 'serial' && !fields.some((field) => field.column === column.key))
    .map(({ key, header }) => ({ column: key, header }));
}

type Choice = Pick<SettledField, 'by' | 'column' | 'constant'>;

async function askColumn(
  { field }: PresentField,
  proposal: FieldProposal,
  columns: readonly ColumnOfPack[],
  person: Person,
): Promise<Choice> {
  const near = [
    ...(proposal.column === null
      ? []
      : [{ column: proposal.column, header: proposal.header ?? '', confidence: proposal.confidence }]),
    ...proposal.candidates,
  ];
  const options = field.options?.slice(0, 6).join('、') ?? '';
  const question = [
    `“${field.label}”${field.section === null ? '' : `（${field.section}）`}${field.required ? '，必填' : ''}：${proposal.reason}。`,
    ...(options === '' ? [] : [`选项：${options}`]),
    '它填采集表的哪一列？',
  ].join('\n');
  const chosen = await person.choose(question, [
    ...near.map((one) => `${one.header}（${String(Math.round(one.confidence * 100))}%）`),
    '别的列（写列名）',
    '固定值',
    '不填',
  ]);
  const picked = chosen === null ? undefined : near[chosen];
  if (picked !== undefined) return { by: 'person', column: picked.column, constant: null };
  if (chosen === near.length) return otherColumn(columns, person);
  if (chosen === near.length + 1) {
    const constant = (await person.say('固定填什么？')).trim();
    return constant === '' ? open : { by: 'person', column: null, constant };
  }
  return chosen === near.length + 2 ? { by: 'left', column: null, constant: null } : open;
}

const open: Choice = { by: 'open', column: null, constant: null };

async function otherColumn(columns: readonly ColumnOfPack[], person: Person): Promise<Choice> {
  const said = (await person.say('列名（采集表的表头）：')).trim();
  const found = columns.filter(
    (column) => said !== '' && [column.key, column.header, ...(column.aliases ?? [])].includes(said),
  );
  const similar =
    found.length > 0 ? found : columns.filter((column) => said !== '' && column.header.includes(said));
  if (similar.length === 1) return { by: 'person', column: similar[0]?.key ?? null, constant: null };
  if (similar.length === 0) return open;
  const index = await person.choose(
    '是哪一列？',
    similar.map((column) => column.header),
  );
  const column = index === null ? undefined : similar[index];
  return column === undefined ? open : { by: 'person', column: column.key, constant: null };
}

/** The same field under the name of the column that a person chose: then its options are matched with that column's list. */
function proposalFor(
  field: FormField,
  proposal: FieldProposal,
  column: string | null,
  columns: readonly ColumnOfPack[],
): FieldProposal {
  const known = columns.find((one) => one.key === column);
  if (known === undefined || proposal.column === column) return proposal;
  const named = { ...field, label: known.header, labels: [known.header], section: null };
  const [again] = proposeMapping({ fields: [named] }, [known]).fields;
  return again === undefined ? proposal : { ...again, label: field.label, reason: proposal.reason };
}

async function settleValues(
  field: FormField,
  proposal: FieldProposal,
  person: Person | null,
): Promise<Pick<SettledField, 'options' | 'unavailable' | 'openValues'>> {
  const options = { ...proposal.options };
  const unavailable = [...proposal.unavailable];
  const openValues: ValueProposal[] = [];
  for (const value of proposal.values) {
    const settledAlready =
      unavailable.includes(value.value) || value.value in options || value.option === value.value;
    if (settledAlready) continue;
    const candidates = value.option === null ? value.candidates : [value.option, ...value.candidates];
    if (person === null) {
      openValues.push(value);
      continue;
    }
    const chosen = await person.choose(
      `“${field.label}”里，采集表的“${value.value}”选门户的哪一项？（${value.reason}）`,
      [...candidates, '门户没有这一项'],
    );
    const option = chosen === null ? undefined : candidates[chosen];
    if (option !== undefined) options[value.value] = option;
    else if (chosen === candidates.length) unavailable.push(value.value);
    else openValues.push(value);
  }
  return { options, unavailable, openValues };
}
