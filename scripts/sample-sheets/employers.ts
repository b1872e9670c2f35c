import { creditCodeOf } from './numbers.ts';

/** An invented employer. The first four are also known to the rehearsal portal, with the same facts. */
export interface Employer {
  name: string;
  creditCode: string;
  unitType: string;
  industry: string;
  sector: string;
  posts: readonly string[];
}

type EmployerRow = readonly [
  name: string,
  creditCode: string,
  unitType: string,
  industry: string,
  sector: string,
  posts: string,
];

// prettier-ignore
const rows: readonly EmployerRow[] = [
  ['贵州云岭薏仁食品有限公司', '91522302MA07702965', '企业', '制造业', '第二产业', '包装工 质检员 库管员'],
  ['兴仁市清水河物业服务有限公司', '91522302MA07704810', '企业', '房地产业', '第三产业', '保安 保洁员 客服'],
  ['兴仁市远行汽车运输有限公司', '91522302MA0770703Y', '企业', '交通运输、仓储和邮政业', '第三产业', '驾驶员 调度员'],
  ['兴仁市第一示范小学', '12522302000770037Q', '事业单位', '教育', '第三产业', '教师 门卫 食堂工人'],
  ['兴仁市演练云朵幼儿园', creditCodeOf('52', '00080011'), '民办非企业单位', '教育', '第三产业', '保育员 幼儿教师 厨师'],
  ['兴仁市演练向阳中学', creditCodeOf('12', '00080022'), '事业单位', '教育', '第三产业', '教师 宿管员 校医'],
  ['兴仁市演练山茶服饰有限公司', creditCodeOf('91', 'MA080033'), '企业', '制造业', '第二产业', '缝纫工 裁剪工 熨烫工'],
  ['兴仁市演练万家生活超市', creditCodeOf('91', 'MA080044'), '企业', '批发和零售业', '第三产业', '收银员 理货员 导购员'],
  ['兴仁市演练金穗酒店有限公司', creditCodeOf('91', 'MA080055'), '企业', '住宿和餐饮业', '第三产业', '前台接待 客房服务员 传菜员'],
  ['兴仁市演练恒信建筑劳务有限公司', creditCodeOf('91', 'MA080066'), '企业', '建筑业', '第二产业', '钢筋工 木工 资料员'],
];

export const employers: readonly Employer[] = rows.map(
  ([name, creditCode, unitType, industry, sector, posts]) => ({
    name,
    creditCode,
    unitType,
    industry,
    sector,
    posts: posts.split(' '),
  }),
);

/** Invented shops of self-employed people; each gets a credit code of its own. */
export const shopNames = [
  '演练小满羊肉粉馆',
  '演练晨光文具店',
  '演练阿秀理发店',
  '演练五金建材经营部',
  '演练乐乐童装店',
  '演练山里香土特产店',
  '演练顺达汽车修理店',
  '演练绿源果蔬店',
] as const;

/** Work content of people in flexible employment. */
export const flexibleWork = [
  '外卖配送',
  '家政服务',
  '网约车驾驶',
  '农产品代卖',
  '装修零工',
  '直播带货',
] as const;
