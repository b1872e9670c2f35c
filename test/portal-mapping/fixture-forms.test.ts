import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mappingColumns } from '../../src/portal/mapping/pack-columns.ts';
import type { FieldProposal, MappingColumn } from '../../src/portal/mapping/mapping.ts';
import { proposeMapping } from '../../src/portal/mapping/propose-mapping.ts';
import { scanForm } from '../../src/portal/scan-form.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';
import { fieldList, type FieldKey } from '../forms/field-list.ts';
import { fixtureNames } from '../forms/fixtures.ts';
import { launchBrowser } from '../forms/launch-browser.ts';
import { openForm } from '../forms/open-form.ts';

/** Fields of the fixtures that are no column of the pack. */
const strange: ReadonlySet<FieldKey> = new Set([
  'unitPhone',
  'insuredBy',
  'shopName',
  'skills',
  'services',
  'attachment',
]);

let browser: Browser;
let columns: MappingColumn[];
beforeAll(async () => {
  browser = await launchBrowser();
  const folder = fileURLToPath(new URL('../../fixtures/packs/xingren-2024', import.meta.url));
  columns = mappingColumns(await loadPack(folder));
});
afterAll(() => browser.close());

/** The column that a field of the form means; null: none. */
function meaning(proposal: FieldProposal): string | null {
  const field = fieldList.find((f) => f.label === proposal.label && f.section === proposal.section);
  if (field === undefined) throw new Error(`the scan found a field that is not there: ${proposal.label}`);
  if (strange.has(field.key)) return null;
  return field.key === 'signedContract' ? 'laborContract' : field.key;
}

test.each(fixtureNames)(
  '%s, scanned as it stands: ≥ 95 %% right without help, nothing wrong',
  async (name) => {
    const form = await openForm(name, { browser });
    try {
      const { fields } = proposeMapping(await scanForm(form.page), columns);
      const told = (p: FieldProposal): string => `${p.label}: ${p.column ?? '-'} ${p.confidence} ${p.reason}`;
      expect(fields.filter((p) => p.sure && p.column !== meaning(p)).map(told)).toEqual([]);
      const unsure = fields.filter((p) => meaning(p) !== null && !p.sure).map(told);
      expect(unsure.length / fields.length, unsure.join('\n')).toBeLessThanOrEqual(0.05);
    } finally {
      await form.close();
    }
  },
);
