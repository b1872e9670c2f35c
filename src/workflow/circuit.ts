/** Why a run stopped before its end. */
export type CircuitReason = 'system-faults' | 'uncertain';

/** Opens after so many system faults in a row or so many uncertain outcomes in all; then nobody else is attempted. */
export class Circuit {
  readonly #limits: { systemFaults: number; uncertain: number };
  #faultsInARow = 0;
  #uncertain = 0;

  constructor(limits: { systemFaults: number; uncertain: number }) {
    this.#limits = limits;
  }

  worked(): void {
    this.#faultsInARow = 0;
  }

  'system-fault'(): void {
    this.#faultsInARow += 1;
  }

  uncertain(): void {
    this.#uncertain += 1;
  }

  open(): CircuitReason | null {
    if (this.#uncertain >= this.#limits.uncertain) return 'uncertain';
    if (this.#faultsInARow >= this.#limits.systemFaults) return 'system-faults';
    return null;
  }
}
