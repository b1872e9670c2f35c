import type { PolicyPack } from '../model/pack/policy-pack.ts';
import { findUnit } from '../model/unit.ts';
import { Fault } from '../platform/fault.ts';

/** The pack's own name of a unit that an operator typed, or a fault that lists the units. */
export function resolveUnit(pack: PolicyPack, text: string): string {
  const unit = findUnit(pack, text);
  if (unit !== null) return unit.name;
  throw new Fault(
    `政策包中没有填报单位「${text}」。可以写：${pack.units.map(({ name }) => name).join('、')}。`,
    {
      code: 'unit-unknown',
      disposition: 'halt-run',
      exitCode: 2,
    },
  );
}
