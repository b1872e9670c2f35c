import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillByHand } from './by-hand/fill-by-hand.ts';
import { drifts, pageData } from './drift.ts';
import { choicesOf, fieldList, fieldOf, fieldsFor } from './field-list.ts';
import { decodeForm, differences } from './fixture-value.ts';
import { fixtureNames } from './fixtures.ts';
import { launchBrowser } from './launch-browser.ts';
import { openForm } from './open-form.ts';
import { baseInformation, randomPerson } from './random-person.ts';

describe('the field list', () => {
  test('has 25 fields; a label occurs twice only across sections', () => {
    expect(fieldList).toHaveLength(25);
    const named = fieldList.map((f) => `${f.section}/${f.label}`);
    expect(new Set(named).size).toBe(25);
    expect(fieldList.filter((f) => f.label === '联系电话').map((f) => f.section)).toEqual([
      '人员信息',
      '就业信息',
    ]);
  });

  test('holds the traps that the fixtures are for', () => {
    const places = choicesOf(fieldOf('workRegion')) ?? [];
    expect(places.filter((path) => path.endsWith(' / 城关社区')).length).toBeGreaterThan(3);
    const units = choicesOf(fieldOf('employer')) ?? [];
    expect(units.some((name) => units.some((other) => other !== name && other.startsWith(name)))).toBe(true);
    expect(units.length).toBeGreaterThan(50);
  });
});

describe('random people', () => {
  test('are the same for the same seed and valid for every seed', () => {
    expect(randomPerson(5)).toEqual(randomPerson(5));
    for (let seed = 0; seed < 300; seed++) {
      const person = randomPerson(seed);
      const present = fieldsFor(person.employmentForm as string);
      for (const f of fieldList.filter((x) => !present.includes(x))) expect(person[f.key]).toBeNull();
      for (const f of present.filter((x) => x.required))
        expect(person[f.key], `${f.label} of ${seed}`).not.toBeNull();
      for (const f of present) {
        const value = person[f.key];
        const free = f.kind === 'autocomplete';
        const choices = free ? null : choicesOf(f);
        if (choices === null || value === null) continue;
        const asked = Array.isArray(value) && f.tree !== null ? [value.join(' / ')] : [value].flat();
        expect(choices).toEqual(expect.arrayContaining(asked));
      }
      expect(baseInformation(person.idNumber as string)).toEqual({ name: person.name, sex: person.sex });
    }
  });
});

test('what was posted in codes is told in labels, unknown codes stand out', () => {
  const got = decodeForm({
    education: 'XL04',
    workRegion: ['DQ01', 'DQ0102', 'DQ010202'],
    householdType: 'zz',
    veteran: false,
  });
  expect(got).toMatchObject({
    education: '大学专科',
    workRegion: ['兴仁市', '东湖街道', '城关社区'],
    householdType: '?zz',
    veteran: false,
    phone: null,
  });
  const corrupted = { ...got, education: '大学本科' };
  expect(differences(got, corrupted)).toEqual(['文化程度 (education): asked "大学专科", got "大学本科"']);
});

test('every drift changes what is drawn, but for those of the page around it', () => {
  const plain = JSON.stringify(pageData(null));
  for (const drift of drifts) {
    const same = JSON.stringify(pageData(drift)) === plain;
    expect(same, drift).toBe(drift === 'iframe' || drift === 'slow');
  }
});

/** Animations end at once: the scripts wait for panels to close. */
const withoutWaiting = '* { transition-duration: 1ms !important; animation-duration: 1ms !important; }';

describe('every fixture stores what a hand-written script puts in', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 30_000);
  afterAll(() => browser.close());

  // Seed 1 is hired by a unit: the most fields are on the form.
  test.each(fixtureNames)('%s', { timeout: 60_000 }, async (name) => {
    const form = await openForm(name, { browser });
    try {
      form.page.setDefaultTimeout(10_000);
      await form.page.addStyleTag({ content: withoutWaiting });
      const person = randomPerson(1);
      await fillByHand[name](form.page, person);
      const stored = await form.save();
      expect(differences(person, stored.values)).toEqual([]);
      expect(stored.fixture).toBe(name);
    } finally {
      await form.close();
    }
  });

  test.each(fixtureNames)('%s refuses an empty form in words', { timeout: 60_000 }, async (name) => {
    const form = await openForm(name, { browser });
    try {
      await expect(form.save()).rejects.toThrow(/请填写|必填|不能为空/);
      expect(form.received()).toEqual([]);
    } finally {
      await form.close();
    }
  });
});
