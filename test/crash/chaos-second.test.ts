import { itSurvives } from './survives.ts';

itSurvives({
  seed: 5000,
  trials: 8,
  hands: 'browser',
  names: [
    'kill-at-moment',
    'browser-killed',
    'portal-restarted',
    'cut-after-commit',
    'cut-and-resent',
    'session-expired',
    'blocking-dialog',
    'slow-save',
  ],
});
