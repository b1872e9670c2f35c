type KillPoint = readonly [point: string, times: number];

/** Named moments of each verb, and how often a run comes by them: `submit` for each person, `resume` in all. */
export const killPoints: Record<'submit' | 'resume', readonly KillPoint[]> = {
  submit: [
    ['submit.before-query', 1],
    ['submit.queried', 1],
    ['submit.filled', 1],
    ['submit.before-intent', 1],
    ['submit.before-press', 1],
    ['submit.pressed', 1],
    ['submit.acknowledged', 1],
    ['submit.verified', 1],
    ['ledger.before-commit', 4],
    ['ledger.after-commit', 4],
  ],
  resume: [
    ['resume.asked', 1],
    ['resume.settled', 1],
    ['submit.filled', 1],
    ['submit.before-intent', 1],
    ['submit.before-press', 1],
    ['submit.pressed', 1],
    ['submit.acknowledged', 1],
    ['ledger.before-commit', 4],
    ['ledger.after-commit', 4],
  ],
};
