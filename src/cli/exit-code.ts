/** DESIGN §7. */
export const exitCodes = {
  ok: 0,
  bug: 1,
  usage: 2,
  findings: 3,
  person: 4,
  portal: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
