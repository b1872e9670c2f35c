import { itSurvives } from './survives.ts';

itSurvives({ seed: 5000, trials: 20, skin: 'modern' });
