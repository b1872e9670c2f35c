import { itSurvives } from './survives.ts';

itSurvives({ seed: 1, trials: 20, skin: 'modern' });
