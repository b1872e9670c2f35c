/** An option of a code table as the portal keeps it: what is stored, and what people see. */
export interface CodeItem {
  code: string;
  label: string;
}

export type CodeTableName =
  | 'ethnicity'
  | 'householdType'
  | 'education'
  | 'politicalStatus'
  | 'yesNo'
  | 'personCategory'
  | 'employmentForm'
  | 'unitType'
  | 'industry';

const pairs: Record<CodeTableName, readonly (readonly [string, string])[]> = {
  // GB/T 3304 order; 97 and 98 are the usual additions.
  // prettier-ignore
  ethnicity: [
    ['01', '汉族'], ['02', '蒙古族'], ['03', '回族'], ['04', '藏族'], ['05', '维吾尔族'], ['06', '苗族'],
    ['07', '彝族'], ['08', '壮族'], ['09', '布依族'], ['10', '朝鲜族'], ['11', '满族'], ['12', '侗族'],
    ['13', '瑶族'], ['14', '白族'], ['15', '土家族'], ['16', '哈尼族'], ['17', '哈萨克族'], ['18', '傣族'],
    ['19', '黎族'], ['20', '傈僳族'], ['21', '佤族'], ['22', '畲族'], ['23', '高山族'], ['24', '拉祜族'],
    ['25', '水族'], ['26', '东乡族'], ['27', '纳西族'], ['28', '景颇族'], ['29', '柯尔克孜族'], ['30', '土族'],
    ['31', '达斡尔族'], ['32', '仫佬族'], ['33', '羌族'], ['34', '布朗族'], ['35', '撒拉族'], ['36', '毛南族'],
    ['37', '仡佬族'], ['38', '锡伯族'], ['39', '阿昌族'], ['40', '普米族'], ['41', '塔吉克族'], ['42', '怒族'],
    ['43', '乌孜别克族'], ['44', '俄罗斯族'], ['45', '鄂温克族'], ['46', '德昂族'], ['47', '保安族'], ['48', '裕固族'],
    ['49', '京族'], ['50', '塔塔尔族'], ['51', '独龙族'], ['52', '鄂伦春族'], ['53', '赫哲族'], ['54', '门巴族'],
    ['55', '珞巴族'], ['56', '基诺族'], ['97', '其他'], ['98', '穿青人'],
  ],
  // prettier-ignore
  householdType: [
    ['10', '非农业户口（城镇）'],
    ['20', '农业户口（农村）'],
    ['11', '本地非农业户口（本地城镇）'],
    ['12', '外地非农业户口（外地城镇）'],
    ['21', '本地农业户口（本地农村）'],
    ['22', '外地农业户口（外地农村）'],
    ['30', '港澳台侨人员'],
    ['40', '外国人'],
    ['50', '居民户口'],
    ['51', '本地居民户口'],
    ['52', '外地居民户口'],
  ],
  // prettier-ignore
  education: [
    ['11', '博士研究生'],
    ['14', '硕士研究生'],
    ['21', '大学本科'],
    ['31', '大学专科'],
    ['41', '中等专科'],
    ['44', '职业高中'],
    ['47', '技工学校'],
    ['61', '普通高中'],
    ['71', '初级中学'],
    ['81', '小学'],
    ['90', '其他'],
  ],
  // prettier-ignore
  politicalStatus: [
    ['01', '中共党员'],
    ['02', '中共预备党员'],
    ['03', '共青团员'],
    ['04', '民革会员'],
    ['05', '民盟盟员'],
    ['06', '民建会员'],
    ['07', '民进会员'],
    ['08', '农工党党员'],
    ['09', '致公党党员'],
    ['10', '九三学社社员'],
    ['11', '台盟盟员'],
    ['12', '无党派民主人士'],
    ['13', '群众'],
  ],
  // prettier-ignore
  yesNo: [
    ['1', '是'],
    ['0', '否'],
  ],
  // prettier-ignore
  personCategory: [
    ['01', '新成长劳动力'],
    ['02', '应届高校毕业生'],
    ['03', '往届高校毕业生'],
    ['04', '中职技校毕业生'],
    ['05', '登记失业人员'],
    ['06', '就业困难人员'],
    ['07', '农村转移劳动力'],
    ['08', '脱贫劳动力（含监测对象）'],
    ['09', '易地扶贫搬迁劳动力'],
    ['10', '退役军人'],
    ['11', '残疾人'],
    ['12', '刑满释放人员'],
    ['13', '戒毒康复人员'],
    ['14', '初次就业'],
    ['15', '失业再就业'],
    ['99', '其他'],
  ],
  // prettier-ignore
  employmentForm: [
    ['010', '单位就业'],
    ['021', '个体经营'],
    ['022', '灵活就业'],
    ['030', '公益性岗位安置'],
    ['090', '其他'],
  ],
  // prettier-ignore
  unitType: [
    ['10', '企业'],
    ['30', '机关'],
    ['20', '事业单位'],
    ['40', '社会团体'],
    ['50', '民办非企业单位'],
    ['60', '城镇个体工商户'],
    ['90', '其他'],
  ],
  // prettier-ignore
  industry: [
    ['A', '农、林、牧、渔业'],
    ['B', '采矿业'],
    ['C', '制造业'],
    ['D', '电力、热力、燃气及水生产和供应业'],
    ['E', '建筑业'],
    ['F', '批发和零售业'],
    ['G', '交通运输、仓储和邮政业'],
    ['H', '住宿和餐饮业'],
    ['I', '信息传输、软件和信息技术服务业'],
    ['J', '金融业'],
    ['K', '房地产业'],
    ['L', '租赁和商务服务业'],
    ['M', '科学研究和技术服务业'],
    ['N', '水利、环境和公共设施管理业'],
    ['O', '居民服务、修理和其他服务业'],
    ['P', '教育'],
    ['Q', '卫生和社会工作'],
    ['R', '文化、体育和娱乐业'],
    ['S', '公共管理、社会保障和社会组织'],
    ['T', '国际组织'],
  ],
};

export const codeTables = Object.fromEntries(
  Object.entries(pairs).map(([name, items]) => [name, items.map(([code, label]) => ({ code, label }))]),
) as Record<CodeTableName, CodeItem[]>;

/** The label of a code, or null when the table has no such code. */
export function labelOf(table: CodeTableName, code: string): string | null {
  return codeTables[table].find((item) => item.code === code)?.label ?? null;
}

/** 产业类型 follows from the section of GB/T 4754-2017: A is primary, B to E secondary, the rest tertiary. */
export function sectorOf(industryCode: string): string {
  if (labelOf('industry', industryCode) === null) return '';
  if (industryCode === 'A') return '第一产业';
  return 'BCDE'.includes(industryCode) ? '第二产业' : '第三产业';
}
