import { itSurvives } from './survives.ts';

itSurvives({ seed: 1, trials: 35, hands: 'direct' });
