import { flexibleWork, shopNames, type Employer } from './employers.ts';
import { creditCodeOf, idNumberOf } from './numbers.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';

/** One fictional person, in the canonical spelling of every value. Blank text: the cell stays empty. */
export interface SamplePerson {
  idNumber: string;
  name: string;
  sex: '男' | '女';
  birthDate: string;
  ethnicity: string;
  householdType: string;
  householdPlace: string;
  education: string;
  politicalStatus: string;
  disabled: string;
  leftBehindFamily: string;
  releasedPrisoner: string;
  rehabilitated: string;
  veteran: string;
  povertyRelieved: string;
  relocated: string;
  graduate: string;
  school: string;
  graduatedOn: string;
  personCategory: string;
  permitNumber: string;
  phone: string;
  employer: string;
  creditCode: string;
  unitType: string;
  industry: string;
  sector: string;
  employmentForm: string;
  post: string;
  employedOn: string;
  workRegion: string;
  urbanRuralClass: string;
  monthlyIncome: string;
  laborContract: string;
  socialInsurance: string;
  hardship: string;
  collectingUnit: string;
  remark: string;
}

export type SampleKey = keyof SamplePerson;

export interface PersonWish {
  /** Where the job may be. */
  places: readonly Place[];
  /** Employers of people in units; none: self-employed and flexible people only. */
  employers: readonly Employer[];
  /** How many in a hundred work in a unit; the rest are self-employed or flexible. */
  unitShare: number;
  sex?: '男' | '女';
  birthDate?: string;
  sequence?: number;
  /** The check character is an X. */
  endsWithX?: boolean;
  name?: string;
  employedOn?: string;
}

const surnames = '陈李王张刘杨黄罗吴周何龙韦岑蒙潘覃陆余邓郭谢冉查'.split('');
const maleGivens = [
  '志远',
  '文斌',
  '国庆',
  '家豪',
  '天明',
  '永刚',
  '景行',
  '宏',
  '伟峰',
  '小松',
  '正阳',
  '启航',
  '建',
  '云飞',
];
const femaleGivens = [
  '雨桐',
  '秀英',
  '丽',
  '晓燕',
  '欣怡',
  '桂香',
  '若兰',
  '玉梅',
  '思琪',
  '婷',
  '春花',
  '雪',
  '佳慧',
  '月娥',
];
const ethnicities = [
  '汉族',
  '汉族',
  '汉族',
  '汉族',
  '布依族',
  '布依族',
  '苗族',
  '彝族',
  '回族',
  '仡佬族',
  '穿青人',
];
const educations = [
  '小学',
  '初中',
  '初中',
  '初中',
  '高中',
  '高中',
  '中专',
  '大专',
  '大专',
  '大学本科',
  '技工学校',
];

/** Makes people of whom no two share a number, a name or a phone. */
export class People {
  readonly #random: Random;
  readonly #taken = new Set<string>();
  #shops = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  make(wish: PersonWish): SamplePerson {
    const random = this.#random;
    const sex = wish.sex ?? (random.chance(0.5) ? '男' : '女');
    const birthDate = wish.birthDate ?? this.#birthDate(sex);
    const place = random.pick(wish.places);
    const education = random.pick(educations);
    const graduate = ['大专', '大学本科'].includes(education) && Number(birthDate.slice(0, 4)) >= 1999;
    return {
      idNumber: this.#idNumber(wish, sex, birthDate),
      name:
        wish.name ??
        this.#once(() => random.pick(surnames) + random.pick(sex === '男' ? maleGivens : femaleGivens)),
      sex,
      birthDate,
      ethnicity: random.pick(ethnicities),
      householdType: random.pick(['农业户口（农村）', '非农业户口（城镇）', '居民户口']),
      householdPlace: `贵州省兴仁市${place.town}${place.name}`,
      education,
      politicalStatus: random.pick(['群众', '群众', '群众', '共青团员', '中共党员']),
      disabled: random.chance(0.05) ? '是' : '否',
      leftBehindFamily: random.chance(0.15) ? '是' : '否',
      releasedPrisoner: '否',
      rehabilitated: '否',
      veteran: sex === '男' && random.chance(0.1) ? '是' : '否',
      povertyRelieved: random.chance(0.2) ? '是' : '否',
      relocated: random.chance(0.1) ? '是' : '否',
      graduate: graduate ? '是' : '否',
      school: graduate ? random.pick(['黔岭演练职业技术学院', '云贵演练师范学院']) : '',
      graduatedOn: graduate ? '2023-07-01' : '',
      personCategory: graduate
        ? '往届高校毕业生'
        : random.pick(['登记失业人员', '农村转移劳动力', '新成长劳动力', '其他']),
      permitNumber: '',
      phone: this.#once(() => this.#phone()),
      ...this.#job(wish),
      employedOn: wish.employedOn ?? this.#employedOn(),
      workRegion: place.code,
      urbanRuralClass: place.urbanRuralClass,
      monthlyIncome: String(random.int(20, 58) * 100),
      laborContract: '是',
      socialInsurance: random.chance(0.7) ? '是' : '否',
      hardship: '否',
      collectingUnit: place.name,
      remark: '',
    };
  }

  #job(
    wish: PersonWish,
  ): Pick<
    SamplePerson,
    'employer' | 'creditCode' | 'unitType' | 'industry' | 'sector' | 'employmentForm' | 'post'
  > {
    const random = this.#random;
    if (wish.employers.length > 0 && random.int(1, 100) <= wish.unitShare) {
      const employer = random.pick(wish.employers);
      const { name, creditCode, unitType, industry, sector, posts } = employer;
      return {
        employer: name,
        creditCode,
        unitType,
        industry,
        sector,
        employmentForm: '单位就业',
        post: random.pick(posts),
      };
    }
    if (random.chance(0.5)) {
      this.#shops += 1;
      const shop = shopNames[this.#shops % shopNames.length] ?? shopNames[0];
      return {
        employer: `兴仁市${shop}${String(this.#shops)}号店`,
        creditCode: creditCodeOf('92', `MA09${String(this.#shops).padStart(4, '0')}`),
        unitType: '城镇个体工商户',
        industry: '批发和零售业',
        sector: '第三产业',
        employmentForm: '个体经营',
        post: '经营者',
      };
    }
    return {
      employer: '',
      creditCode: '',
      unitType: '',
      industry: '居民服务、修理和其他服务业',
      sector: '第三产业',
      employmentForm: '灵活就业',
      post: random.pick(flexibleWork),
    };
  }

  #idNumber(wish: PersonWish, sex: '男' | '女', birthDate: string): string {
    return this.#once(() => {
      for (;;) {
        const number = idNumberOf(birthDate, wish.sequence ?? this.#sequence(sex));
        if (wish.endsWithX !== true || number.endsWith('X')) return number;
      }
    });
  }

  #birthDate(sex: '男' | '女'): string {
    const year = this.#random.int(sex === '男' ? 1968 : 1974, 2004);
    return `${String(year)}-${two(this.#random.int(1, 12))}-${two(this.#random.int(1, 28))}`;
  }

  /** Handed in by the 18th of March: nobody is employed later than the 15th. */
  #employedOn(): string {
    const month = this.#random.int(1, 3);
    return `2024-${two(month)}-${two(this.#random.int(2, month === 3 ? 15 : 28))}`;
  }

  #sequence(sex: '男' | '女'): number {
    return this.#random.int(50, 490) * 2 + (sex === '男' ? 1 : 0);
  }

  #phone(): string {
    const digits = Array.from({ length: 9 }, () => String(this.#random.int(0, 9))).join('');
    return `1${String(this.#random.int(3, 9))}${digits}`;
  }

  #once(make: () => string): string {
    for (let tries = 0; tries < 10_000; tries += 1) {
      const value = make();
      if (this.#taken.has(value)) continue;
      this.#taken.add(value);
      return value;
    }
    throw new RangeError('no value left that is not taken');
  }
}

const two = (value: number) => String(value).padStart(2, '0');
