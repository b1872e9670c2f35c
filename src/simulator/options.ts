import type { Attendance } from './world.ts';

export type Skin = 'modern' | 'legacy';

export interface SimulatorOptions {
  /** Folder of the store; made when missing. */
  dataDir: string;
  /** 0 or absent: a free port. */
  port?: number;
  skin?: Skin;
  /** JSON file of faults, applied at every start. */
  faultsFile?: string;
  /** JSON file of the population base: `[{ idNumber, name, ethnicity? }]`. */
  populationFile?: string;
  /** As if a person sat at the login page. */
  attended?: Attendance | null;
  /** Minutes without a request after which a session ends. */
  sessionMinutes?: number;
  /** The portal stores a second record of the same person silently. */
  acceptDuplicates?: boolean;
  /** The year that the ID query judges duplicates by; at save it is the year of 就业时间. */
  businessYear?: number;
  /** How late the base information fills the form after the ID query. */
  baseInfoDelayMs?: number;
}

export interface RunningSimulator {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  close(): Promise<void>;
}
