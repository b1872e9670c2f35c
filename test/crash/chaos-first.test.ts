import { itSurvives } from './survives.ts';

itSurvives({ seed: 1, trials: 36, hands: 'direct' });
