import type { MappingColumn } from '../mapping/mapping.ts';
import type { ProfilePart } from '../profile/write-profile.ts';
import { listOf, menuOf, pathOf, type ListSeen } from './recognise.ts';
import type { PageSurvey } from './survey.ts';

/** A page of the portal as the profile is to open it. */
export interface DraftPage {
  survey: PageSurvey;
  /** Name in `frames`. */
  frame: string | null;
  /** A field that proves that it is open. */
  field: string | null;
}

/** The `list` part; where no list was seen, a part that parses, says so, and fails the check. */
export function draftList(
  survey: PageSurvey | null,
  columns: readonly MappingColumn[],
  where: { frame: string | null; parents: readonly string[] },
): ProfilePart {
  const seen = survey === null ? null : listOf(survey, columns);
  if (survey === null || seen === null) return unseenList(survey !== null);
  // Under an open group only the item itself was pressed: next time the group may be closed.
  const trail = menuOf(survey.trail);
  const menu =
    trail.length === 1 && !where.parents.includes(trail[0] ?? '') ? [...where.parents, ...trail] : trail;
  const path = pathOf(survey.url);
  const url = where.frame === null ? (path === '/' ? {} : { url: path }) : { frame: where.frame };
  return {
    key: 'list',
    apart: true,
    parts: [
      {
        key: 'page',
        value: {
          ...(menu.length > 0 ? { menu } : { path }),
          ready: { ...url, text: seen.columns[0]?.header ?? survey.title, button: seen.button },
          ...(where.frame === null ? {} : { frame: where.frame }),
        },
      },
      {
        key: 'query',
        notes: seen.queryField.notes,
        value: { field: seen.queryField.value, button: seen.button },
      },
      {
        key: 'columns',
        parts: seen.columns.map(({ header, meaning, note }) => ({
          key: header,
          value: meaning,
          notes: note === '' ? [] : [note],
        })),
      },
      ...pagingParts(seen),
    ],
  };
}

function pagingParts(seen: ListSeen): ProfilePart[] {
  const empty = '待填：没有数据时列表显示的话，如 empty: 暂无数据';
  return [
    ...(seen.idMasked ? [{ key: 'idMasked', value: true, notes: ['列表里的身份证号码打了星号'] }] : []),
    seen.total === null
      ? { key: 'total', notes: ["待填：列表写的总数，如 total: '/共\\s*(?<total>\\d+)\\s*条/'"] }
      : { key: 'total', value: seen.total },
    seen.next === null
      ? { key: 'next', notes: ['待填：下一页按钮，如 next: { text: 下一页 }；只有一页就不用写'] }
      : { key: 'next', value: seen.next },
    ...(seen.pageSize
      ? [
          {
            key: 'pageSize',
            notes: ["可以写大每页条数，翻页少些：pageSize: { open: '/^\\d+\\s*条\\/页$/', choose: 50条/页 }"],
          },
        ]
      : []),
    { key: 'empty', notes: [empty] },
  ];
}

function unseenList(wrongPage: boolean): ProfilePart {
  return {
    key: 'list',
    apart: true,
    notes: [
      wrongPage
        ? '待填：打开的页面上没有认出带身份证号码的列表，下面是空架子，请照实改写'
        : '待填：没有打开查询列表页，下面是空架子，请照实改写（保存后查证、回读都靠它）',
    ],
    parts: [
      { key: 'page', value: { menu: ['待填'], ready: { text: '待填' } } },
      { key: 'query', value: { field: '身份证号码', button: '查询' } },
      { key: 'columns', value: { 身份证号码: 'idNumber' } },
    ],
  };
}
