import { createHash } from 'node:crypto';
import { stateTitles } from '../entry/state.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { html, type Html } from './html.ts';
import { maskedText } from './masked.ts';
import { monthTitle } from './progress-model.ts';
import {
  personTitle,
  reviewLines,
  reviewSummary,
  type ReviewLine,
  type ReviewModel,
  type ReviewPerson,
} from './review-model.ts';
import { reviewStyle } from './review-style.ts';

export const severityTitles: Record<Severity, string> = {
  error: '错误',
  decision: '待判断',
  warning: '提醒',
  info: '说明',
};

/**
 * The review page: one self-contained file without scripts and without a single request. IDs and phones are masked; what
 * sheets and portal say is escaped, and a content policy forbids everything but its own style and pictures.
 */
export function renderReviewHtml(model: ReviewModel): string {
  const styleHash = createHash('sha256').update(reviewStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>${`复核 ${model.batchId} ${model.unit}`}</title>
        <style>
          STYLE
        </style>
      </head>
      <body>
        <a class="skip" href="#people">跳到人员</a>
        ${head(model)}
        <main id="people">
          ${list(model.people)}
          ${model.people.map((person, at) => section(person, model.people[at - 1], model.people[at + 1]))}
        </main>
        <footer>
          <p>
            批准：<code>luru review approve ${model.batchId} --reviewer 姓名</code>　退回：<code
              >luru review return 条目编号 --reviewer 姓名 --reason 原因</code
            >
          </p>
          <p>
            本页含个人信息，只供复核使用。身份证号码和电话已遮盖；截图是门户页面的原样，没有遮盖，请勿外传。
          </p>
        </footer>
      </body>
    </html> `;
  // The policy names the hash of exactly this text: nothing may stand around it.
  return page.text.replace(/<style>\s*STYLE\s*<\/style>/, () => `<style>${reviewStyle}</style>`);
}

function head(model: ReviewModel): Html {
  const summary = reviewSummary(model.people);
  const tiles: [string, number, string][] = [
    ['人员', summary.people, ''],
    ['试填一致', summary.equal, summary.equal === summary.people ? 'good' : ''],
    ['试填不一致', summary.different, summary.different > 0 ? 'bad' : ''],
    ['没有试填', summary.people - summary.rehearsed, summary.rehearsed < summary.people ? 'decide' : ''],
    ['有待判断的问题', summary.decisions, summary.decisions > 0 ? 'decide' : ''],
    ['有提醒', summary.warnings, ''],
  ];
  const facts: [string, string][] = [
    ['填报单位', model.unit],
    ['月份', monthTitle(model.month)],
    ['门户配置', model.profile],
    ...(model.portalUrl === null ? [] : ([['门户', model.portalUrl]] as [string, string][])),
    ['经办人', model.operator],
    ['制作时间', model.madeAt],
  ];
  return html`<header class="top">
    <h1>${`${maskedText(model.title)} · 批次 ${model.batchId} 复核`}</h1>
    <p class="facts">
      ${facts.map(([title, text]) => html`<span>${title}：<b>${maskedText(text)}</b></span>`)}
    </p>
    <ul class="tiles">
      ${tiles.map(([title, count, look]) => html`<li class="${look}"><strong>${count}</strong><span>${title}</span></li>`)}
    </ul>
  </header>`;
}

function list(people: readonly ReviewPerson[]): Html {
  return html`<nav class="people" aria-label="本批人员">
    <table>
      <thead>
        <tr>
          <th class="n">条目</th>
          <th>姓名</th>
          <th>身份证号码</th>
          <th>采集表位置</th>
          <th>状态</th>
          <th>试填</th>
          <th>问题</th>
        </tr>
      </thead>
      <tbody>
        ${people.map((person) => {
          const { name, idNumber } = personTitle(person);
          return html`<tr>
            <td class="n"><a href="#${person.entryId}">${person.entryId}</a></td>
            <td>${name}</td>
            <td class="n">${idNumber}</td>
            <td>${placeWords(person)}</td>
            <td>${stateTitles[person.state]}</td>
            <td>${rehearsalChip(person)}</td>
            <td>${findingChips(person.findings)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </nav>`;
}

function section(
  person: ReviewPerson,
  before: ReviewPerson | undefined,
  next: ReviewPerson | undefined,
): Html {
  const { name, idNumber } = personTitle(person);
  const move = (target: ReviewPerson | undefined, words: string) =>
    target === undefined ? null : html`<a href="#${target.entryId}">${words}</a>`;
  return html`<section class="person" id="${person.entryId}" aria-labelledby="t-${person.entryId}">
    <header>
      <h2 id="t-${person.entryId}">${name}</h2>
      <span class="n">${idNumber}</span
      ><span class="chip">${`${person.entryId} · ${stateTitles[person.state]}`}</span
      >${rehearsalChip(person)}<span class="where">${placeWords(person)}</span>
      <span class="move">${move(before, '上一人')}${move(next, '下一人')}<a href="#people">回到名单</a></span>
    </header>
    ${person.reason === null || person.reason === '' ? null : html`<p class="reason">原因：${maskedText(person.reason)}</p>`}
    ${findingsOf(person)} ${compare(person)} ${picture(person, name)}
  </section>`;
}

function findingsOf(person: ReviewPerson): Html | null {
  const messages = person.rehearsal?.messages ?? [];
  if (person.findings.length === 0 && messages.length === 0) return null;
  return html`<ul class="findings">
    ${person.findings.map(
      (finding) =>
        html`<li>
          <span class="chip ${finding.severity}">${severityTitles[finding.severity]}</span
          ><span>${maskedText(finding.message)}${suggestionOf(finding)}</span
          >${finding.cell === null ? null : html`<code>${finding.cell}</code>`}
        </li>`,
    )}${messages.map((message) => html`<li><span class="chip">门户提示</span><span>${maskedText(message)}</span></li>`)}
  </ul>`;
}

function suggestionOf({ suggestion }: Finding): string {
  if (suggestion === undefined) return '';
  return `（可能是：${maskedText(typeof suggestion === 'string' ? suggestion : suggestion.join('、'))}）`;
}

function compare(person: ReviewPerson): Html {
  const lines = reviewLines(person);
  const onPage = lines.filter((line) => line.result !== 'not-on-page');
  const rest = lines.filter((line) => line.result === 'not-on-page');
  return html`${onPage.length === 0 ? null : comparison(onPage)}${rest.length === 0 ? null : others(rest, onPage.length > 0)}`;
}

function comparison(lines: readonly ReviewLine[]): Html {
  return html`<table class="compare">
    <colgroup>
      <col class="t" />
      <col />
      <col />
      <col />
      <col />
      <col class="m" />
    </colgroup>
    <thead>
      <tr>
        <th>项目</th>
        <th>采集表写的</th>
        <th>规范后</th>
        <th>应填</th>
        <th>页面显示</th>
        <th class="mark">核对</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(row)}
    </tbody>
  </table>`;
}

/** What the sheet holds and the form has no field for. */
function others(lines: readonly ReviewLine[], rehearsed: boolean): Html {
  return html`<h3>${rehearsed ? '表中还有（门户不填）' : '采集表'}</h3>
    <dl class="others">
      ${lines.map(
        (line) =>
          html`<div>
            <dt>${line.title}</dt>
            <dd>
              <span class="raw">${line.raw}</span
              >${line.changed ? html` <span class="changed">→ ${line.value === '' ? '（没有读出）' : line.value}</span>` : null}
            </dd>
          </div>`,
      )}
    </dl>`;
}

const marks = { equal: '✓ 一致', different: '✗ 不同', 'not-on-page': '—' } as const;

function row(line: ReviewLine): Html {
  const source = line.source === 'loaded' ? html` <span class="soft">门户带出</span>` : null;
  return html`<tr class="${line.result}">
    <th scope="row">${line.title}</th>
    <td class="raw">${line.raw}</td>
    <td class="${line.changed ? 'changed' : ''}">${line.value}</td>
    <td>${line.asked}</td>
    <td>${line.shown}${source}</td>
    <td class="mark">${marks[line.result]}</td>
  </tr>`;
}

function picture(person: ReviewPerson, name: string): Html | null {
  const { rehearsal } = person;
  if (rehearsal === null) return null;
  if (rehearsal.picture === null)
    return html`<figure><figcaption>试填时间 ${rehearsal.at}，没有截图。</figcaption></figure>`;
  const { mime, bytes } = rehearsal.picture;
  const data = `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;
  return html`<figure tabindex="0">
    <img loading="lazy" src="${data}" alt="${`${name} 试填后的门户页面`}" />
    <figcaption>
      试填时间 ${rehearsal.at}。<span class="help">点一下（或用 Tab 键选中）放大，点别处还原。</span>
    </figcaption>
  </figure>`;
}

function placeWords({ place }: ReviewPerson): string {
  return maskedText(`${place.file}“${place.sheet}”第 ${String(place.row)} 行`);
}

function rehearsalChip(person: ReviewPerson): Html {
  if (person.rehearsal === null) return html`<span class="chip decision">没有试填</span>`;
  const different = person.rehearsal.fields.filter((field) => !field.equal).length;
  return different === 0
    ? html`<span class="chip good">${`✓ 一致 ${String(person.rehearsal.fields.length)} 项`}</span>`
    : html`<span class="chip bad">${`✗ 不同 ${String(different)} 项`}</span>`;
}

function findingChips(findings: readonly Finding[]): Html[] {
  return (['error', 'decision', 'warning'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0
      ? []
      : [html`<span class="chip ${severity}">${`${severityTitles[severity]} ${String(count)}`}</span> `];
  });
}
