export type { RunningSimulator, SimulatorOptions, Skin } from './options.ts';
export { FaultFormatError } from './faults.ts';
export { startSimulator } from './server.ts';
