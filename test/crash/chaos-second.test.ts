import { itSurvives } from './survives.ts';

itSurvives({
  seed: 5000,
  trials: 4,
  hands: 'browser',
  names: ['browser-killed', 'cut-after-commit', 'cut-and-resent', 'session-expired'],
});
