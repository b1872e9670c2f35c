/**
 * Code tables of the fixture forms. Invented places and employers; the traps are on purpose: same-named communities under
 * different parents, `市辖区` beside `市中区`, leaves called 其他 in several branches, names that are prefixes of names.
 */
export interface CodeOption {
  value: string;
  label: string;
}
export interface CodeNode extends CodeOption {
  children?: CodeNode[];
}

function coded(prefix: string, labels: readonly string[]): CodeOption[] {
  return labels.map((label, i) => ({ value: `${prefix}${String(i + 1).padStart(2, '0')}`, label }));
}

function nested(prefix: string, source: Nested): CodeNode[] {
  return Object.entries(source).map(([label, inner], i) => {
    const value = `${prefix}${String(i + 1).padStart(2, '0')}`;
    const children = Array.isArray(inner) ? coded(value, inner) : nested(value, inner);
    return { value, label, children };
  });
}
interface Nested {
  [label: string]: string[] | Nested;
}

export const ethnicities = coded(
  'MZ',
  (
    '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 ' +
    '柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族'
  ).split(' '),
);
export const householdTypes = coded('HJ', ['非农业户口', '农业户口', '居民户口']);
export const educations = coded('XL', [
  '博士研究生',
  '硕士研究生',
  '大学本科',
  '大学专科',
  '中等专科',
  '职业高中',
  '技工学校',
  '普通高中',
  '初级中学',
  '小学',
  '其他',
]);
export const politicalStatuses = coded('ZZ', ['中共党员', '共青团员', '民主党派', '群众']);
export const employmentForms = coded('JY', ['单位就业', '个体经营', '灵活就业', '公益性岗位']);
export const skills = coded('JN', [
  '电工',
  '焊工',
  '中式烹调',
  '中式面点',
  '育婴',
  '养老护理',
  '家政服务',
  '汽车维修',
  '电子商务',
  '电子商务运营',
]);
export const services = coded('FW', ['职业介绍', '职业指导', '技能培训', '创业服务']);

export const regions = nested('DQ', {
  兴仁市: {
    城关街道: ['城关社区', '东街社区', '北门社区', '北门社区二组'],
    东湖街道: ['东湖社区', '城关社区', '湖滨社区'],
    城北街道: ['城北社区', '丰岩社区'],
    屯脚镇: ['屯脚社区', '鲤鱼社区', '城关社区'],
  },
  安龙县: { 城关街道: ['城关社区', '西街社区'], 招堤街道: ['招堤社区', '东湖社区'] },
  市辖区: { 城关街道: ['城关社区', '南门社区'], 市中区街道: ['市中社区'] },
  市中区: { 城关街道: ['城关社区', '中山社区'], 市辖区街道: ['市辖社区'] },
});

export const industries = nested('HY', {
  '农、林、牧、渔业': ['农业', '林业', '畜牧业', '渔业', '其他'],
  采矿业: ['煤炭开采和洗选业', '有色金属矿采选业', '其他'],
  制造业: ['农副食品加工业', '食品制造业', '纺织业', '纺织服装、服饰业', '其他'],
  建筑业: ['房屋建筑业', '土木工程建筑业', '其他'],
  批发和零售业: ['批发业', '零售业', '其他'],
  住宿和餐饮业: ['住宿业', '餐饮业'],
  教育: ['教育'],
  卫生和社会工作: ['卫生', '社会工作'],
  '居民服务、修理和其他服务业': ['居民服务业', '机动车修理业', '其他'],
});

/** Occupations that the auto-complete offers; any other text may be typed as well. */
export const posts = [
  '收银员',
  '收银主管',
  '保洁员',
  '保安员',
  '保安队长',
  '厨师',
  '厨师长',
  '服务员',
  '驾驶员',
  '幼儿教师',
];

const trades = [
  '商贸',
  '建材',
  '餐饮管理',
  '物业服务',
  '农业发展',
  '教育咨询',
  '汽车维修',
  '电子科技',
  '家政服务',
  '劳务',
];
const houses = ['鸿达', '金州', '布依人家', '振兴', '薏仁谷', '东湖'];

/**
 * 62 employers. 兴仁市鸿达商贸有限公司 is a prefix of its branch, and the branch comes first.
 */
export const employers: CodeOption[] = [
  '兴仁市鸿达商贸有限公司城关分公司',
  ...houses.flatMap((house) => trades.map((trade) => `兴仁市${house}${trade}有限公司`)),
  '兴仁市东湖街道办事处',
].map((label, i) => ({ value: `QY${String(i + 1).padStart(4, '0')}`, label }));

/** Every path from the root to a leaf, as labels. */
export function leafPaths(nodes: readonly CodeNode[]): string[][] {
  return nodes.flatMap((node) =>
    node.children === undefined
      ? [[node.label]]
      : leafPaths(node.children).map((rest) => [node.label, ...rest]),
  );
}

/** Labels from the root to the node with this code, or null. */
export function pathOf(nodes: readonly CodeNode[], value: string): string[] | null {
  for (const node of nodes) {
    if (node.value === value) return [node.label];
    const rest = node.children === undefined ? null : pathOf(node.children, value);
    if (rest !== null) return [node.label, ...rest];
  }
  return null;
}
