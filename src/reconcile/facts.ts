import type { PortalRecord } from '../entry/portal-record.ts';
import type { EntryState } from '../entry/state.ts';
import type { PersonValues } from '../model/person.ts';

/** What reconciliation needs of an entry; a ledger entry is one as it stands. */
export interface ReconcileEntry {
  id: string;
  /** The reporting unit that gets the credit; null while nobody has named it. */
  unit: string | null;
  /** `YYYY-MM` of the sheet. */
  month: string;
  state: EntryState;
  values: PersonValues;
  file: string;
  sheet: string;
  row: number;
  /** Day `YYYY-MM-DD` of the portal's acceptance where the journal knows it; the portal's own list goes before it. */
  acceptedOn?: string | null;
}

/** How this portal speaks; all optional, for a portal whose profile says nothing about it. */
export interface PortalWords {
  /** Titles of the fields in which an approved entry and its portal row differ. Empty: they agree. */
  differences(values: PersonValues, record: PortalRecord): string[];
  /** True when the portal has sent the row back, so that it does not count. */
  isReturned(record: PortalRecord): boolean;
  /** Day `YYYY-MM-DD` on which the row was entered, as the list shows it. */
  enteredOn(record: PortalRecord): string | null;
}

const returnedState = /退回|驳回|不通过|未通过|作废|撤销|注销/;
const enteredHeader = /^(?:录入|受理|经办|登记录入|创建|提交)(?:时间|日期)$/;
const dayInText = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/;

/** Words that most portals use. Fields are not compared: which list column shows which value is the profile's matter. */
export const usualPortalWords: PortalWords = {
  differences: () => [],
  isReturned: (record) => record.state !== null && returnedState.test(record.state),
  enteredOn: (record) => {
    const header = Object.keys(record.shown).find((name) => enteredHeader.test(name.replaceAll(/\s/g, '')));
    const day = header === undefined ? null : dayInText.exec(record.shown[header] ?? '');
    if (day === null) return null;
    const [, year = '', month = '', date = ''] = day;
    return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  },
};
