import { expect, it } from 'vitest';
import { stateDiagram } from '../../src/entry/state-diagram.ts';
import { entryStates, mayMove } from '../../src/entry/state.ts';

it('draws every state and exactly the moves of the table', () => {
  const lines = stateDiagram().split('\n');
  const node = (state: string) => state.replaceAll('-', '_');

  expect(lines[0]).toBe('stateDiagram-v2');
  expect(lines.at(-1)).toBe('');
  for (const from of entryStates) {
    for (const to of entryStates) {
      expect(lines.includes(`    ${node(from)} --> ${node(to)}`)).toBe(mayMove(from, to));
    }
  }
  expect(lines).toContain('    in_flight : 提交中 in-flight');
  expect(lines.filter((line) => line.includes('[*]'))).toEqual([
    '    [*] --> imported',
    '    verified --> [*]',
    '    withdrawn --> [*]',
    '    returned --> [*]',
    '    skipped --> [*]',
  ]);
});
