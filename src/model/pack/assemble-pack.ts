import type { z } from 'zod';
import type { Column } from '../column.ts';
import { checkColumns, checkPack, checkRegions, checkUnits, checkVocabulary } from './check-pack.ts';
import type { PackDocument, PackProblem } from './document.ts';
import type { PolicyPack, Vocabulary } from './policy-pack.ts';
import { ProblemList } from './problem-list.ts';
import { ColumnsFile, PackFile, RegionsFile, UnitsFile, VocabularyFile } from './schema.ts';
import { readTargets } from './read-targets.ts';

export interface PackSource {
  /** Folder name of the pack. */
  name: string;
  /** SHA-256 over the files, hex. */
  contentHash: string;
  documents: readonly PackDocument[];
}

export type PackResult = { kind: 'pack'; pack: PolicyPack } | { kind: 'broken'; problems: PackProblem[] };

/**
 * Builds a policy pack of its parsed files: the shape of each file, then what must hold between them (sums of targets,
 * towns of places, vocabularies of columns, no spelling with two meanings). All problems at once, each with its place.
 */
export function assemblePack(source: PackSource): PackResult {
  const problems = new ProblemList(source.documents);
  const packFile = problems.parse('pack.yaml', PackFile);
  const columnsFile = problems.parse('columns.yaml', ColumnsFile);
  const regions = problems.parse('regions.csv', RegionsFile);
  const units = problems.parse('units.csv', UnitsFile);
  const vocabularies = readVocabularies(source.documents, problems);
  if (packFile !== null) checkPack(packFile, problems);
  if (columnsFile !== null) checkColumns(columnsFile, vocabularies, problems);
  if (regions !== null) checkRegions(regions, vocabularies['urban-rural-class'], packFile, problems);
  if (units !== null) checkUnits(units, regions, problems);
  const targets = packFile === null || units === null ? [] : readTargets(packFile, units, problems);
  if (
    packFile === null ||
    columnsFile === null ||
    regions === null ||
    units === null ||
    problems.all.length > 0
  ) {
    return { kind: 'broken', problems: problems.all };
  }
  const columns: Column[] = columnsFile.columns;
  return {
    kind: 'pack',
    pack: {
      name: source.name,
      title: packFile.title,
      year: packFile.year,
      city: packFile.city,
      sheetTitle: packFile.sheetTitle,
      deadlines: packFile.deadlines,
      incomeFloors: packFile.incomeFloors,
      ageRules: packFile.ageRules,
      exclusions: packFile.exclusions,
      layout: packFile.layout,
      periods: packFile.periods,
      contentHash: source.contentHash,
      columns,
      columnByKey: Object.fromEntries(columns.map((column) => [column.key, column])),
      vocabularies,
      towns: regions.flatMap((line) => (line.kind === 'town' ? [{ code: line.code, name: line.name }] : [])),
      urbanPlaces: regions.flatMap((line) => {
        if (line.kind !== 'urban') return [];
        const { code, name, town, urbanRuralClass } = line;
        return [{ code, name, town, urbanRuralClass }];
      }),
      units: units.toSorted((a, b) => a.order - b.order),
      targets,
    },
  };
}

function readVocabularies(
  documents: readonly PackDocument[],
  problems: ProblemList,
): Record<string, Vocabulary> {
  const vocabularies: Record<string, Vocabulary> = {};
  for (const { path } of documents) {
    const fileName = /^vocabularies\/([^/]+)\.yaml$/.exec(path)?.[1];
    if (fileName === undefined) continue;
    const file: z.infer<typeof VocabularyFile> | null = problems.parse(path, VocabularyFile);
    if (file === null) continue;
    if (file.name !== fileName)
      problems.add(path, ['name'], `代码表名称 ${file.name} 与文件名不一致，请改成 ${fileName}`);
    checkVocabulary(file, path, problems);
    const { name, title, terms, ambiguous } = file;
    vocabularies[name] = { name, title, terms, ambiguous };
  }
  return vocabularies;
}
