import { entryStates, firstState, isFinal, stateTitles, transitions, type EntryState } from './state.ts';

/**
 * The transition table as a mermaid `stateDiagram-v2`, without fences and with a final line feed. Documents hold this
 * very text, and a test compares them, so that a drawing can never disagree with the table.
 */
export function stateDiagram(): string {
  const lines = ['stateDiagram-v2'];
  for (const state of entryStates) lines.push(`    ${nodeOf(state)} : ${stateTitles[state]} ${state}`);
  lines.push(`    [*] --> ${nodeOf(firstState)}`);
  for (const state of entryStates) {
    for (const next of transitions[state]) lines.push(`    ${nodeOf(state)} --> ${nodeOf(next)}`);
    if (isFinal(state)) lines.push(`    ${nodeOf(state)} --> [*]`);
  }
  return `${lines.join('\n')}\n`;
}

/** Mermaid takes no hyphen in the name of a state. */
function nodeOf(state: EntryState): string {
  return state.replaceAll('-', '_');
}
