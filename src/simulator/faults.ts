export const faultNames = [
  'delayMs',
  'errorBeforeCommit',
  'errorAfterCommit',
  'dropBeforeCommit',
  'dropAfterCommit',
  'expireSession',
  'blockingDialog',
  'renamedLabel',
  'renamedOption',
  'newRequiredField',
  'acceptDuplicates',
  'duplicateRequest',
  'listDelay',
  'maintenance',
  'slowRender',
] as const;
export type FaultName = (typeof faultNames)[number];

/** The parameters of a fault as given; a bare number or `true` becomes `{ value }`. */
export type FaultParameters = Record<string, unknown>;

/** A fault description that cannot be understood; the words are for whoever wrote it. */
export class FaultFormatError extends Error {
  override readonly name = 'FaultFormatError';
}

interface ArmedFault {
  name: FaultName;
  parameters: FaultParameters;
  timesLeft: number;
  skipLeft: number;
  probability: number;
  draw: () => number;
  forIds: readonly string[] | null;
}

/** The faults that are set now. Draws are seeded, so a run with the same requests meets the same faults. */
export class FaultBoard {
  #armed: ArmedFault[] = [];

  /** Replaces all faults. Throws `FaultFormatError` and changes nothing when the description is wrong. */
  set(description: unknown): void {
    this.#armed = parseFaults(description);
  }

  describe(): { name: FaultName; parameters: FaultParameters; timesLeft: number | null }[] {
    return this.#armed.map(({ name, parameters, timesLeft }) => ({
      name,
      parameters,
      timesLeft: Number.isFinite(timesLeft) ? timesLeft : null,
    }));
  }

  /** The parameters of the fault if it strikes this time; counts the use. `where` narrows to some descriptions. */
  take(
    name: FaultName,
    idNumber: string | null = null,
    where: (parameters: FaultParameters) => boolean = () => true,
  ): FaultParameters | null {
    return this.#strike(name, idNumber, where)[0] ?? null;
  }

  /** Like `take`, for faults that may stand several times over (renamed labels). */
  takeAll(name: FaultName): FaultParameters[] {
    return this.#strike(name, null, () => true);
  }

  #strike(
    name: FaultName,
    idNumber: string | null,
    where: (parameters: FaultParameters) => boolean,
  ): FaultParameters[] {
    const struck: FaultParameters[] = [];
    for (const fault of this.#armed) {
      if (fault.name !== name || fault.timesLeft <= 0 || !where(fault.parameters)) continue;
      if (fault.forIds !== null && (idNumber === null || !fault.forIds.includes(idNumber))) continue;
      if (fault.skipLeft > 0) {
        fault.skipLeft -= 1;
        continue;
      }
      if (fault.probability < 1 && fault.draw() >= fault.probability) continue;
      fault.timesLeft -= 1;
      struck.push(fault.parameters);
    }
    return struck;
  }
}

export function numberOf(parameters: FaultParameters, key: string): number {
  const value = parameters[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function textOr(parameters: FaultParameters, key: string, otherwise: string): string {
  const value = parameters[key];
  return typeof value === 'string' ? value : otherwise;
}

function parseFaults(description: unknown): ArmedFault[] {
  if (typeof description !== 'object' || description === null || Array.isArray(description)) {
    throw new FaultFormatError('故障设置须是一个 JSON 对象，例如 {"errorAfterCommit": {"times": 1}}');
  }
  return Object.entries(description).flatMap(([name, value]) => {
    if (!isFaultName(name)) {
      throw new FaultFormatError(`没有名为「${name}」的故障。可用的有：${faultNames.join('、')}`);
    }
    if (value === null || value === false) return [];
    const given: unknown[] = Array.isArray(value) ? value : [value];
    return given.map((one) => arm(name, one));
  });
}

function arm(name: FaultName, value: unknown): ArmedFault {
  if (typeof value !== 'object' && typeof value !== 'number' && value !== true) {
    throw new FaultFormatError(`故障「${name}」的值须是 true、数字、对象或对象的数组`);
  }
  const parameters: FaultParameters = typeof value === 'object' && value !== null ? { ...value } : { value };
  const count = (key: string, otherwise: number) => {
    const given = parameters[key];
    if (given === undefined) return otherwise;
    if (typeof given !== 'number' || given < 0)
      throw new FaultFormatError(`故障「${name}」的 ${key} 须是不小于 0 的数字`);
    return given;
  };
  const ids = parameters['forIds'];
  return {
    name,
    parameters,
    timesLeft: count('times', Number.POSITIVE_INFINITY),
    skipLeft: count('skip', 0),
    probability: count('probability', 1),
    draw: seededDraw(count('seed', 1)),
    forIds: Array.isArray(ids) ? ids.map(String) : null,
  };
}

function isFaultName(name: string): name is FaultName {
  return (faultNames as readonly string[]).includes(name);
}

/** mulberry32: small, and good enough to choose which request is unlucky. */
function seededDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
