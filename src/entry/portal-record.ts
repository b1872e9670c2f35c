/** One row as the portal's own list shows it. */
export interface PortalRecord {
  idNumber: string;
  /** List header → text shown. */
  shown: Record<string, string>;
  /** Portal state as shown, e.g. 待审核. */
  state: string | null;
  receipt: string | null;
}
