import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import {
  renderReviewHtml,
  renderReviewText,
  reviewPerson,
  reviewSummary,
  type ReviewModel,
  type ReviewRehearsal,
} from '../../src/reports/index.ts';

const id = '522300199001011010';
const columns = [
  { key: 'idNumber', header: '身份证号码' },
  { key: 'name', header: '姓名' },
  { key: 'phone', header: '联系电话' },
  { key: 'disabled', header: '是否残疾人' },
  { key: 'remark', header: '备注' },
] as const;

function rehearsal(over: Partial<ReviewRehearsal> = {}): ReviewRehearsal {
  return {
    at: '2024-03-20 09:30',
    messages: [],
    picture: { mime: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) },
    fields: [
      { label: '证件号', column: 'idNumber', asked: id, shown: id, equal: true, source: 'typed' },
      { label: '姓名', column: 'name', asked: '韦家豪', shown: '韦家豪', equal: true, source: 'loaded' },
      { label: '户口性质', column: null, asked: null, shown: '农业', equal: true, source: 'loaded' },
    ],
    ...over,
  };
}

function model(
  text: { name?: string; remark?: string; message?: string } = {},
  given: ReviewRehearsal | null = rehearsal(),
): ReviewModel {
  const finding: Finding = {
    rule: 'name-suspect',
    severity: 'warning',
    file: 'a.xlsx',
    sheet: '3月',
    row: 7,
    column: 'C',
    cell: 'C7',
    message: text.message ?? '姓名里有问号，请核对',
  };
  const entry = {
    id: 'E000001',
    state: 'rehearsed',
    status: 'warning',
    reason: null,
    file: 'a.xlsx',
    sheet: '3月',
    row: 7,
    values: {
      idNumber: id,
      name: text.name ?? '韦家豪',
      phone: '13900001234',
      disabled: false,
      remark: text.remark ?? null,
    },
    raw: {
      idNumber: '５２２３００ 19900101 1010',
      name: text.name ?? '韦 家豪',
      phone: '139 0000 1234',
      disabled: '×',
      自编号: 'K7',
    },
    findings: [finding],
  } as const;
  const person = reviewPerson({ ...entry, findings: [...entry.findings] }, columns, given);
  return {
    title: '兴仁市2024年城镇新增就业',
    batchId: 'B0001',
    unit: '东湖街道',
    month: '2024-03',
    profile: 'simulator',
    portalUrl: null,
    operator: '王敏',
    madeAt: '2024-03-20 10:00',
    people: [person],
  };
}

describe('the review page', () => {
  it('shows for each person the row, what was read, the findings, what the page held, and the picture', () => {
    const page = renderReviewHtml(model());
    expect(page).toContain('a.xlsx“3月”第 7 行');
    expect(page).toMatch(/韦 家豪[\s\S]*?class="changed">韦家豪/);
    expect(page).toContain('姓名里有问号，请核对');
    expect(page).toContain('✓ 一致');
    expect(page).toContain('门户带出');
    expect(page).toContain('src="data:image/png;base64,iVBORw=="');
    expect(page).toContain('K7');
    expect(page).toContain('户口性质');
  });

  it('says which day the day number of a date cell stands for, and does not call that a change', () => {
    const given = model();
    const employed = { key: 'employedOn', title: '就业时间', raw: '45354', value: '2024-03-03' } as const;
    const people = given.people.map((person) => ({ ...person, cells: [employed], rehearsal: null }));
    const page = renderReviewHtml({ ...given, people });
    expect(page).toContain('45354（即 2024-03-03）');
    expect(page).not.toContain('class="changed"');
  });

  it('marks what differs', () => {
    const fields = [
      {
        label: '姓名',
        column: 'name',
        asked: '韦家豪',
        shown: '韦家毫',
        equal: false,
        source: 'typed',
      } as const,
    ];
    const differing = model({}, rehearsal({ fields: [...fields] }));
    expect(renderReviewHtml(differing)).toMatch(/<tr class="different">[\s\S]*?韦家毫[\s\S]*?✗ 不同/);
    expect(reviewSummary(differing.people)).toMatchObject({
      people: 1,
      rehearsed: 1,
      equal: 0,
      different: 1,
      warnings: 1,
    });
    expect(renderReviewText(differing)).toContain('✗ 姓名：应填“韦家豪”，页面显示“韦家毫”');
  });

  it('says so where nothing was rehearsed', () => {
    const page = renderReviewHtml(model({}, null));
    expect(page).toContain('没有试填');
    expect(page).not.toContain('<img');
  });

  it('needs no network, no script and no file beside it', () => {
    const page = renderReviewHtml(model());
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/<script|<link|<iframe|<form|\son\w+=|@import|url\(/i);
    expect(
      [...page.matchAll(/(?:src|href)="([^"]*)"/g)]
        .map(([, to]) => to ?? '')
        .filter((to) => !/^(?:#|data:image\/)/.test(to)),
    ).toEqual([]);
  });

  it('lets its own style through the content policy, and only that', async () => {
    const page = renderReviewHtml(model());
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    expect(page).toContain(`style-src &#39;sha256-${Buffer.from(digest).toString('base64')}&#39;`);
  });

  it('lets no text of sheet or portal become markup', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '<',
            '>',
            '"',
            "'",
            '&',
            '`',
            '/',
            '=',
            'a',
            ' ',
            '<script>',
            '-->',
            '</style>',
            '$&',
          ),
        }),
        (text) => {
          const tags = (page: string) => [...page.matchAll(/<\/?[a-z!][^>]*>/gi)].map(([tag]) => tag);
          const strip = (list: string[]) => list.map((tag) => tag.replace(/alt="[^"]*"/, '')).join('');
          const evil = model({ name: `甲${text}`, remark: `乙${text}`, message: `丙${text}` });
          const plain = model({ name: '甲', remark: '乙', message: '丙' });
          expect(strip(tags(renderReviewHtml(evil)))).toBe(strip(tags(renderReviewHtml(plain))));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows no ID number and no phone in the clear, on the page and as text', () => {
    const remark = `另报 ${id}，电话 139-0000-1234`;
    for (const shown of [renderReviewHtml(model({ remark })), renderReviewText(model({ remark }))]) {
      const plain = shown.normalize('NFKC').replaceAll(/data:image[^"]*/g, '');
      expect(plain).not.toMatch(/19900101/);
      expect(plain).not.toMatch(/139\D?0000/);
      expect(shown).toContain('522300**********10');
    }
  });
});
