type KillPoint = readonly [point: string, times: number];

/** Named moments of each verb, and how often two people make a run come by them. */
export const killPoints: Record<'submit' | 'resume', readonly KillPoint[]> = {
  submit: [
    ['submit.before-query', 2],
    ['submit.queried', 2],
    ['submit.filled', 2],
    ['submit.before-intent', 2],
    ['submit.before-press', 2],
    ['submit.pressed', 2],
    ['submit.acknowledged', 2],
    ['submit.verified', 2],
    ['ledger.before-commit', 8],
    ['ledger.after-commit', 8],
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
