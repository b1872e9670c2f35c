export { loadProfile, parseProfile, profileHash, type LoadedProfile, type ProfileReaders } from './load.ts';
