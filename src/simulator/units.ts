import type { Unit } from './record.ts';

/** The portal's unit base at the start: invented units, some with names that begin alike. */
// prettier-ignore
export const seedUnits: readonly Unit[] = [
  { id: 1, name: '兴仁市第一示范小学', creditCode: '12522302000770037Q', unitType: '20', industry: 'P' },
  { id: 2, name: '兴仁市第一示范小学附属幼儿园', creditCode: '12522302000770074K', unitType: '20', industry: 'P' },
  { id: 3, name: '兴仁市第一示范小学城北校区', creditCode: '12522302000770111R', unitType: '20', industry: 'P' },
  { id: 4, name: '兴仁市演练人民医院', creditCode: '12522302000770148J', unitType: '20', industry: 'Q' },
  { id: 5, name: '兴仁市演练人民医院东湖分院', creditCode: '12522302000770185D', unitType: '20', industry: 'Q' },
  { id: 6, name: '兴仁市演练市场服务中心', creditCode: '12522302000770222K', unitType: '20', industry: 'S' },
  { id: 7, name: '兴仁市虚构街道办事处', creditCode: '11522302000770259F', unitType: '30', industry: 'S' },
  { id: 8, name: '贵州云岭薏仁食品有限公司', creditCode: '91522302MA07702965', unitType: '10', industry: 'C' },
  { id: 9, name: '贵州云岭薏仁食品有限公司兴仁分公司', creditCode: '91522302MA0770333B', unitType: '10', industry: 'C' },
  { id: 10, name: '贵州云岭薏仁食品有限公司兴仁分公司第二门店', creditCode: '91522302MA07703706', unitType: '10', industry: 'F' },
  { id: 11, name: '黔西南山河建筑工程有限公司', creditCode: '91522302MA0770407A', unitType: '10', industry: 'E' },
  { id: 12, name: '黔西南山河建筑工程有限公司兴仁项目部', creditCode: '91522302MA07704445', unitType: '10', industry: 'E' },
  { id: 13, name: '兴仁市清水河物业服务有限公司', creditCode: '91522302MA07704810', unitType: '10', industry: 'K' },
  { id: 14, name: '兴仁市清水河保洁服务有限公司', creditCode: '91522302MA07705184', unitType: '10', industry: 'O' },
  { id: 15, name: '兴仁市百味园餐饮店', creditCode: '92522302MA0770555U', unitType: '60', industry: 'H' },
  { id: 16, name: '兴仁市百味园餐饮店（东湖店）', creditCode: '92522302MA0770592N', unitType: '60', industry: 'H' },
  { id: 17, name: '兴仁市绿野种植农民专业合作社', creditCode: '93522302MA0770629P', unitType: '10', industry: 'A' },
  { id: 18, name: '兴仁市绿野种植农民专业合作社联合社', creditCode: '93522302MA0770666J', unitType: '10', industry: 'A' },
  { id: 19, name: '兴仁市远行汽车运输有限公司', creditCode: '91522302MA0770703Y', unitType: '10', industry: 'G' },
  { id: 20, name: '兴仁市星光网络科技有限公司', creditCode: '91522302MA0770740R', unitType: '10', industry: 'I' },
  { id: 21, name: '兴仁市晨曦大药房', creditCode: '92522302MA0770777F', unitType: '60', industry: 'F' },
  { id: 22, name: '兴仁市晨曦大药房连锁有限公司', creditCode: '91522302MA0770814Q', unitType: '10', industry: 'F' },
  { id: 23, name: '兴仁市同心社会工作服务中心', creditCode: '52522302000770851H', unitType: '50', industry: 'Q' },
  { id: 24, name: '兴仁市个体劳动者协会（演练）', creditCode: '51522302000770888D', unitType: '40', industry: 'S' },
];
