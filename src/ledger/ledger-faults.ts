import { stateTitles, type EntryState } from '../entry/state.ts';
import { Fault } from '../platform/fault.ts';
import { localTime } from './local-time.ts';

/** Faults of the ledger, one function a code: what is wrong, where, and what to do. All of docs/errors.md, area `ledger-`. */

export function ledgerMissing(path: string): Fault {
  return new Fault(
    `找不到台账文件：${path}。台账不会自动重建，以免同一个人被录入两次。请从备份恢复 ledger 文件夹；如果是新的一年，请用 luru init 新建工作区。`,
    { code: 'ledger-missing', disposition: 'halt-run', details: { path } },
  );
}

export function ledgerExists(path: string): Fault {
  return new Fault(`台账已经存在：${path}。没有改动；要新建请换一个工作区。`, {
    code: 'ledger-exists',
    disposition: 'halt-run',
    details: { path },
  });
}

export function ledgerDamaged(path: string, cause: unknown, found = ''): Fault {
  return new Fault(
    `台账文件已损坏或不是台账：${path}${found === '' ? '' : `（${found}）`}。没有做任何改动，也不会自动重建。请保留原文件，用最近的备份恢复后再运行。`,
    { code: 'ledger-damaged', disposition: 'halt-run', details: { path, found }, cause },
  );
}

export function ledgerNewer(found: number, known: number): Fault {
  return new Fault(
    `台账是由更新版本的录入助手写成的（格式 ${found}，本程序只认识到 ${known}）。请升级本程序后再打开，没有做任何改动。`,
    { code: 'ledger-newer', disposition: 'halt-run', details: { found, known } },
  );
}

export function ledgerOtherYear(found: number, wanted: number): Fault {
  return new Fault(
    `台账是 ${found} 年的，而政策包是 ${wanted} 年的。每年一个工作区：请检查 luru.yaml 中的 pack，或换到 ${wanted} 年的工作区。`,
    { code: 'ledger-other-year', disposition: 'halt-run', details: { found, wanted } },
  );
}

export function keyWrong(): Fault {
  return new Fault(
    '密钥与台账不是一对，打不开其中的个人信息。请检查 ledger 文件夹里的 key 是否被别处的文件替换过。',
    {
      code: 'ledger-key-wrong',
      disposition: 'halt-run',
    },
  );
}

export function sqliteTooOld(found: string, needed: string): Fault {
  return new Fault(
    `数据库引擎 SQLite ${found} 太旧（需要 ${needed} 以上），旧版本可能损坏台账。请用随程序附带的 Node 运行。`,
    {
      code: 'ledger-sqlite-too-old',
      disposition: 'halt-run',
      details: { found, needed },
    },
  );
}

export interface Holder {
  operator: string;
  runId: string;
  host: string;
  pid: number;
  acquiredAt: string;
  heartbeatAt: string;
}

export function ledgerLocked(holder: Holder | null): Fault {
  const who =
    holder === null
      ? '另一个正在启动的运行'
      : `经办人 ${holder.operator} 的运行 ${holder.runId}（电脑 ${holder.host}，进程 ${holder.pid}，${localTime(holder.acquiredAt)} 开始，${localTime(holder.heartbeatAt)} 还在工作）`;
  return new Fault(`台账正被${who}占用。请等它结束，或到那台电脑上停止它，然后再试。`, {
    code: 'ledger-locked',
    disposition: 'halt-run',
    details: { ...holder },
  });
}

export function lockLost(): Fault {
  return new Fault(
    '本次运行对台账的占用已被另一个运行接管，已停止，没有再写入任何内容。请确认只有一个人在提交，然后运行 luru resume。',
    {
      code: 'ledger-lock-lost',
      disposition: 'halt-run',
      exitCode: 4,
    },
  );
}

export function notOwner(): Fault {
  return new Fault('这一步要独占台账才能进行。请用 luru submit、resume 或 dry-run 运行。', {
    code: 'ledger-not-owner',
    disposition: 'halt-run',
  });
}

export function olderThanWitness(ledgerSeq: number, witnessSeq: number): Fault {
  return new Fault(
    `台账比最后一次运行时旧：见证文件记到第 ${witnessSeq} 行，台账只有 ${ledgerSeq} 行，多半是被旧备份覆盖了。继续可能把人重复录入，已停止。请找回最新的台账；确实找不回时，由负责人运行 luru doctor --accept-restored，之后所有批准作废、重新试填。`,
    {
      code: 'ledger-older-than-witness',
      disposition: 'needs-person',
      exitCode: 4,
      details: { ledgerSeq, witnessSeq },
    },
  );
}

export function ledgerForked(seq: number): Fault {
  return new Fault(
    `台账第 ${seq} 行与见证文件记下的不同：它是从旧备份另外写下去的一份。继续可能把人重复录入，已停止。请找回最新的台账；确实找不回时，由负责人运行 luru doctor --accept-restored。`,
    { code: 'ledger-forked', disposition: 'needs-person', exitCode: 4, details: { seq } },
  );
}

export function ledgerForeign(): Fault {
  return new Fault(
    '台账与旁边的见证文件不是同一个工作区的。请把本工作区自己的台账放回 ledger 文件夹，不要混用别处的文件。',
    { code: 'ledger-foreign', disposition: 'needs-person', exitCode: 4 },
  );
}

export function witnessUnreadable(path: string, cause?: unknown): Fault {
  return new Fault(
    `台账的见证文件不见了或已损坏：${path}。没有它就不能确定台账是不是最新的一份。请从备份放回；确认台账是最新的之后，也可以由负责人运行 luru doctor --accept-restored。`,
    { code: 'ledger-witness-unreadable', disposition: 'needs-person', exitCode: 4, details: { path }, cause },
  );
}

export function diskFull(cause: unknown): Fault {
  return new Fault(
    '磁盘已满，台账写不进去，已停止；没有写进去的这一步没有生效。请腾出空间后运行 luru resume。',
    {
      code: 'ledger-disk-full',
      disposition: 'halt-run',
      cause,
    },
  );
}

export function writeFailed(cause: unknown): Fault {
  return new Fault(
    '台账写入失败，已停止；没有写进去的这一步没有生效。请检查磁盘和文件夹权限，然后运行 luru resume。',
    {
      code: 'ledger-write-failed',
      disposition: 'halt-run',
      cause,
    },
  );
}

export function witnessFailed(cause: unknown): Fault {
  return new Fault(
    '台账已经写入，但旁边的见证文件写不进去，为免旧备份混入而不知，已停止。请检查磁盘和 ledger 文件夹的权限，然后运行 luru resume。',
    { code: 'ledger-witness-failed', disposition: 'halt-run', cause },
  );
}

export function ledgerBusy(cause: unknown): Fault {
  return new Fault('台账一直被别的运行写着，等待超时，这一步没有生效。请等导入等操作结束后再试。', {
    code: 'ledger-busy',
    disposition: 'halt-run',
    cause,
  });
}

export function entryUnknown(entryId: string): Fault {
  return new Fault(`台账中没有条目 ${entryId}。请核对编号，例如 E000012。`, {
    code: 'ledger-entry-unknown',
    disposition: 'halt-run',
    details: { entryId },
  });
}

export function batchUnknown(batchId: string): Fault {
  return new Fault(`台账中没有批次 ${batchId}。请核对编号，例如 B0003；luru plan 会列出全部批次。`, {
    code: 'ledger-batch-unknown',
    disposition: 'halt-run',
    details: { batchId },
  });
}

export function stateChanged(entryId: string, expected: EntryState, found: EntryState): Fault {
  return new Fault(
    `条目 ${entryId} 已不是“${stateTitles[expected]}”（现在是“${stateTitles[found]}”），没有改动。请重新查看后再操作。`,
    {
      code: 'ledger-state-changed',
      disposition: 'skip-entry',
      exitCode: 4,
      details: { entryId, expected, found },
    },
  );
}

export function duplicatePerson(entryId: string, other: string | null): Fault {
  return new Fault(
    `条目 ${entryId} 的身份证号本年度已经录入过或正在录入${other === null ? '' : `（条目 ${other}）`}，没有再次录入。请核对两条记录后退回其中一条。`,
    {
      code: 'ledger-duplicate-person',
      disposition: 'skip-entry',
      exitCode: 4,
      details: { entryId, other },
    },
  );
}

export function approvalVoid(entryId: string): Fault {
  return new Fault(`条目 ${entryId} 现在的内容与批准的不同，没有提交。请重新试填和复核。`, {
    code: 'ledger-approval-void',
    disposition: 'skip-entry',
    exitCode: 4,
    details: { entryId },
  });
}

export function sealBroken(place: string, cause: unknown): Fault {
  return new Fault(
    `台账中的个人信息打不开（${place}）：内容被改动过，或密钥不对。请运行 luru audit verify 查看，并用备份恢复。`,
    {
      code: 'ledger-seal-broken',
      disposition: 'halt-run',
      details: { place },
      cause,
    },
  );
}
