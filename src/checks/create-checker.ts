import type { Finding } from '../model/finding.ts';
import { isPhone } from '../model/phone.ts';
import type { PersonRow, TableHead } from '../model/person.ts';
import { findUnit, unitByName } from '../model/unit.ts';
import type { CheckContext, Checker, CreateChecker } from './checker.ts';
import { findingAt } from './finding-at.ts';
import { idKey, personFacts, type PersonFacts, type TableFacts } from './person-facts.ts';
import { PeopleByPhone } from './people-by-phone.ts';
import { PeopleSeen } from './people-seen.ts';
import type { Report } from './row-rule.ts';
import { rowRules } from './row-rules.ts';
import { DuplicateSearch } from './rules/duplicate.ts';
import { IdRunSearch } from './rules/id-run.ts';
import { incomeFloorNotSet } from './rules/income-floor-not-set.ts';
import { phoneShared } from './rules/phone-shared.ts';
import { SameNamePhoneSearch } from './rules/same-name-phone.ts';
import { unitKnown } from './rules/unit-known.ts';

export const createChecker: CreateChecker = (context) => new SheetChecker(context);

class SheetChecker implements Checker {
  readonly #context: CheckContext;
  readonly #people = new PeopleSeen();
  readonly #duplicates = new DuplicateSearch(this.#people);
  readonly #sameNamePhone = new SameNamePhoneSearch(this.#people);
  readonly #phones = new PeopleByPhone();
  readonly #runs = new IdRunSearch();
  readonly #toldFiles = new Set<string>();
  #facts: TableFacts | null = null;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  table(table: TableHead): Finding[] {
    const { pack, unit } = this.#context;
    const findings: Finding[] = [];
    if (!this.#toldFiles.has(table.file)) {
      this.#toldFiles.add(table.file);
      const finding = incomeFloorNotSet(pack, table);
      if (finding !== null) findings.push(finding);
    }
    const finding = unit === null ? unitKnown(pack, table) : null;
    if (finding !== null) findings.push(finding);
    return findings;
  }

  row(table: TableHead, row: PersonRow): Finding[] {
    const facts = personFacts(this.#factsOf(table), row);
    const findings: Finding[] = [];
    const report: Report = (rule, key, text) => findings.push(findingAt(rule, table, row, key, text));
    for (const rule of rowRules) rule(facts, report);
    this.#compare(facts, findings);
    return findings;
  }

  end(): Finding[] {
    return [...this.#runs.end(), ...phoneShared(this.#people, this.#phones)];
  }

  /** What the row shows only beside the others of the call. */
  #compare(facts: PersonFacts, findings: Finding[]): void {
    const { idReading, table, row } = facts;
    // A number that fails its check character is still the same number when it comes twice.
    const key = idReading === null || idReading.kind === 'format' ? null : idKey(idReading.id);
    const person = this.#people.add(table, row, key);
    const phone = phoneOf(facts);
    this.#runs.add(facts);
    const duplicate = this.#duplicates.check(facts, person, key);
    if (duplicate !== null) findings.push(duplicate);
    if (phone === null) return;
    const sharer = this.#phones.add(phone, person);
    const sameNamePhone = this.#sameNamePhone.check(facts, person, phone, sharer);
    if (sameNamePhone !== null) findings.push(sameNamePhone);
  }

  #factsOf(table: TableHead): TableFacts {
    if (this.#facts?.table === table) return this.#facts;
    const { pack, today, month, unit } = this.#context;
    const name = unit ?? table.reportingUnit;
    this.#facts = {
      pack,
      today,
      table,
      unit: name === null ? null : (unitByName(pack, name) ?? findUnit(pack, name)),
      month: month ?? table.month,
      required: pack.columns.filter(
        ({ key, required }) => required && table.columns.some((column) => column.key === key),
      ),
    };
    return this.#facts;
  }
}

/** The phone as bare digits, or null when nobody could be called on it. */
function phoneOf({ row }: PersonFacts): string | null {
  const value = row.cells.phone?.value;
  return typeof value === 'string' && isPhone(value) ? value.replaceAll('-', '') : null;
}
