import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { MappingColumn } from './mapping.ts';

/** The pack's columns with their lists, as `proposeMapping` takes them. */
export function mappingColumns(
  pack: Pick<PolicyPack, 'columns' | 'vocabularies' | 'city' | 'towns'>,
): MappingColumn[] {
  const places = { city: pack.city.name, towns: pack.towns.map((town) => town.name) };
  return pack.columns.map((column) => ({
    key: column.key,
    header: column.header,
    aliases: column.aliases,
    kind: column.kind,
    vocabulary: column.vocabulary === null ? null : (pack.vocabularies[column.vocabulary] ?? null),
    places: column.kind === 'region' ? places : null,
  }));
}
