/** What an operator sees while a verb runs: Chinese sentences on stderr, never results. */
export interface Progress {
  say(sentence: string): void;
}
