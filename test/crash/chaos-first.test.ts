import { itSurvives } from './survives.ts';

itSurvives({ seed: 1, trials: 32, hands: 'direct' });
