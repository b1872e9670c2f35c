import type { EntryState } from '../entry/state.ts';

/** How a person's entry and the portal's list agree, from what needs a person first to what needs none. */
export const verdictKinds = [
  'missing-in-portal',
  'duplicate-in-portal',
  'not-in-ledger',
  'returned-by-portal',
  'different',
  'amending',
  'withdrawn-in-portal',
  'uncertain-found',
  'uncertain-absent',
  'entered-elsewhere',
  'skipped-absent',
  'already-in-portal',
  'withdrawn',
  'open',
  'matched',
] as const;

export type VerdictKind = (typeof verdictKinds)[number];

/** What the screens call each verdict. */
export const verdictTitles: Record<VerdictKind, string> = {
  'missing-in-portal': '门户查无',
  'duplicate-in-portal': '门户重复',
  'not-in-ledger': '台账没有',
  'returned-by-portal': '门户已退回',
  different: '内容不一致',
  amending: '待更正或撤销',
  'withdrawn-in-portal': '已撤销，门户仍有',
  'uncertain-found': '存疑，门户已有',
  'uncertain-absent': '存疑，门户查无',
  'entered-elsewhere': '门户已有，本台账未录',
  'skipped-absent': '跳过后门户查无',
  'already-in-portal': '门户已有，已跳过',
  withdrawn: '已撤销',
  open: '尚未录入',
  matched: '一致',
};

/** What a person does about it, one sentence. */
export const verdictAdvice: Record<VerdictKind, string> = {
  'missing-in-portal':
    '台账记为已受理，门户列表中却没有。请在门户按身份证号码再查一次；确实没有，请报告系统管理员，不要直接重录。',
  'duplicate-in-portal': '门户列表中同一人有多条有效记录。请在门户核对后撤销多余的一条。',
  'not-in-ledger': '门户中有此人，本年度的台账中没有。请核对是否由他人手工录入或漏登采集表。',
  'returned-by-portal': '门户已退回此人，不计入完成数。请按退回原因更正采集表后重新报送。',
  different: '门户所存与批准的内容不一致。请逐项核对，以采集表和证明材料为准，运行 luru correct 提出更正。',
  amending:
    '复核人已决定更正或撤销。请在门户中手工办理；更正之后运行 luru read-back，撤销之后运行 luru withdraw done。',
  'withdrawn-in-portal': '台账记为已撤销，门户中却仍有此人。请在门户核对是没有撤掉，还是又由别处录入。',
  'uncertain-found': '提交后没有收到回执，门户列表中已有此人。运行 luru resume 即可确认受理。',
  'uncertain-absent': '提交后没有收到回执，门户列表中没有此人。运行 luru resume 查询后再决定是否重录。',
  'entered-elsewhere': '此人不是由本台账录入的，门户中却已有。请核对由谁录入，避免重复。',
  'skipped-absent': '录入时门户提示已有此人，列表中却查不到。可能登记在别的单位或年度，请在门户查询。',
  'already-in-portal': '录入前门户已有此人，本台账没有再录，不计入本单位完成数。',
  withdrawn: '录入之后已按复核人的决定从门户撤销。',
  open: '还没有录入门户。',
  matched: '台账与门户一致。',
};

/** True for verdicts that a person has to look into. */
export function needsPerson(kind: VerdictKind): boolean {
  return kind !== 'matched' && kind !== 'open' && kind !== 'already-in-portal' && kind !== 'withdrawn';
}

/** One line of the reconciliation: a person of the ledger, or a row that only the portal has. */
export interface Verdict {
  kind: VerdictKind;
  /** Null: only the portal has the person. */
  entryId: string | null;
  unit: string | null;
  state: EntryState | null;
  idNumber: string | null;
  name: string | null;
  place: { file: string; sheet: string; row: number } | null;
  /** Titles of the fields that differ. */
  fields: string[];
  portal: { rows: number; state: string | null; receipt: string | null } | null;
  /** `YYYY-MM-DD`, each null where nobody says. */
  employedOn: string | null;
  enteredOn: string | null;
}
