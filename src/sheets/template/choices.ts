import type { Column } from '../../model/column.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';

/** What a column of the form may hold, as its drop-down offers it; empty: anything. */
export function choicesOf(column: Column, pack: PolicyPack): string[] {
  const own = column.vocabulary === null ? [] : labelsOf(pack, column.vocabulary);
  switch (column.kind) {
    case 'vocabulary':
      return own;
    case 'yes-no':
      // Yes first, as people say it; a column that also takes kinds offers them below.
      return [...labelsOf(pack, 'yes-no').reverse(), ...own];
    case 'region':
      // Code and name together: people choose by name, the code is what is reported.
      return pack.urbanPlaces.map(({ code, town, name }) => `${code} ${town}${name}`);
    case 'text':
      return column.key === 'collectingUnit' ? unitNames(pack) : [];
    case 'serial':
    case 'id-number':
    case 'person-name':
    case 'date':
    case 'phone':
    case 'credit-code':
    case 'money':
      return [];
  }
}

export function unitNames(pack: PolicyPack): string[] {
  return [...pack.units].sort((a, b) => a.order - b.order).map(({ name }) => name);
}

function labelsOf(pack: PolicyPack, vocabulary: string): string[] {
  return (pack.vocabularies[vocabulary]?.terms ?? []).map(({ label }) => label);
}
