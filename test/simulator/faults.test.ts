import { expect, test } from 'vitest';

import { FaultBoard, FaultFormatError } from '../../src/simulator/faults.ts';

function board(description: unknown): FaultBoard {
  const made = new FaultBoard();
  made.set(description);
  return made;
}

test('a fault strikes as often as it says, after letting the first ones pass', () => {
  const faults = board({ errorAfterCommit: { times: 2, skip: 1 } });

  const strikes = [1, 2, 3, 4].map(() => faults.take('errorAfterCommit') !== null);

  expect(strikes).toEqual([false, true, true, false]);
});

test('a fault for some people leaves the others alone and does not spend itself on them', () => {
  const faults = board({ dropAfterCommit: { times: 1, forIds: ['A'] } });

  expect(faults.take('dropAfterCommit', 'B')).toBeNull();
  expect(faults.take('dropAfterCommit', null)).toBeNull();
  expect(faults.take('dropAfterCommit', 'A')).not.toBeNull();
});

test('draws follow the seed and the probability', () => {
  const draw = (seed: number) => {
    const faults = board({ errorBeforeCommit: { probability: 0.3, seed } });
    return Array.from({ length: 1000 }, () => faults.take('errorBeforeCommit') !== null);
  };

  const struck = draw(7).filter(Boolean).length;

  expect(struck).toBeGreaterThan(230);
  expect(struck).toBeLessThan(370);
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('several faults of one name may stand side by side', () => {
  const faults = board({
    renamedLabel: [
      { from: '姓名', to: '人员姓名' },
      { from: '民族', to: '民族名称' },
    ],
  });

  expect(faults.takeAll('renamedLabel').map((given) => given['from'])).toEqual(['姓名', '民族']);
});

test.each([
  ['an unknown name', { errorAfterComit: true }],
  ['a list', []],
  ['nothing', null],
  ['text as value', { listDelay: 'long' }],
  ['a negative count', { errorAfterCommit: { times: -1 } }],
])('%s is refused and the faults that stand stay', (_what, description) => {
  const faults = board({ maintenance: true });

  expect(() => {
    faults.set(description);
  }).toThrow(FaultFormatError);
  expect(faults.take('maintenance')).not.toBeNull();
});
