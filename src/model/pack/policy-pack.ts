import type { Column, ColumnKey } from '../column.ts';

/** One value of a vocabulary (code table). */
export interface Term {
  /** null where the value has no standard code (e.g. 穿青人). */
  code: string | null;
  label: string;
  aliases: string[];
  /** What belongs to the term besides its spelling, e.g. the sector of an industry. */
  attributes: Record<string, string>;
}

export interface Vocabulary {
  name: string;
  title: string;
  terms: Term[];
  /** Spellings with two meanings → labels of the candidates; a person decides. */
  ambiguous: Record<string, string[]>;
}

export type VocabularyLookup =
  { kind: 'found'; term: Term } | { kind: 'ambiguous'; candidates: string[] } | { kind: 'unknown' };

/** A village-level place of the urban list (notice, attachment 2). */
export interface UrbanPlace {
  /** 12-digit statistical division code. */
  code: string;
  name: string;
  town: string;
  /** 城乡分类代码 of three digits. */
  urbanRuralClass: string;
}

export interface Town {
  code: string;
  name: string;
}

export interface ReportingUnit {
  order: number;
  name: string;
  kind: 'town' | 'department';
  aliases: string[];
  /** Region code of the unit's own area; null for departments. */
  areaCode: string | null;
}

export interface Period {
  /** e.g. `2024Q1` or `2024-04`. */
  id: string;
  title: string;
  /** Months `YYYY-MM` that the period covers. */
  months: string[];
}

export interface TargetVersion {
  /** File name of the version, e.g. `2024-03-01`. */
  id: string;
  effectiveOn: string;
  reason: string;
  /** unit name → annual target and target per period id (people). */
  units: Record<string, { annual: number; periods: Record<string, number> }>;
  total: { annual: number; periods: Record<string, number> };
}

/**
 * An age rule in force for employment dates from `from` to `to` (inclusive, null: open).
 * `fixed`: completed years; `schedule`: statutory age that grows with the birth month.
 */
export interface AgeRule {
  from: string | null;
  to: string | null;
  minimumYears: number;
  source: string;
  upper: Record<'男' | '女', FixedUpperAge | ScheduledUpperAge>;
}
export interface FixedUpperAge {
  kind: 'fixed';
  years: number;
}
export interface ScheduledUpperAge {
  kind: 'schedule';
  baseYears: number;
  /** First birth month that is delayed, `YYYY-MM`. */
  startBirthMonth: string;
  stepMonths: number;
  maxDelayMonths: number;
}

export interface PolicyPack {
  /** Folder name, e.g. `xingren-2024`. */
  name: string;
  title: string;
  year: number;
  city: { name: string; code: string; aliases: string[] };
  sheetTitle: string;
  deadlines: { collectDay: number; enterDay: number };
  /** Monthly income floor in yuan by date; empty: not set. */
  incomeFloors: { from: string; yuan: number; source: string }[];
  ageRules: AgeRule[];
  exclusions: {
    traineeWords: string[];
    traineeHistoryWords: string[];
    grassrootsWords: string[];
  };
  columns: Column[];
  vocabularies: Record<string, Vocabulary>;
  towns: Town[];
  urbanPlaces: UrbanPlace[];
  units: ReportingUnit[];
  periods: Period[];
  /** Oldest first; the last one whose `effectiveOn` has come is in force. */
  targets: TargetVersion[];
  /** SHA-256 over the pack's files: part of every approval. */
  contentHash: string;
  /** Header words of footers and samples that are not people. */
  layout: { footerWords: string[]; sampleWords: string[]; unitLabels: string[] };
  columnByKey: Partial<Record<ColumnKey, Column>>;
}
