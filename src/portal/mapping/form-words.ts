/**
 * How Chinese administrative forms word things. General language only: places, groups and code tables of one city or
 * year belong to the policy pack.
 */

/** Names that mean the same on an employment form. Only what nobody would read otherwise: a match here is nearly sure. */
export const sameNames: readonly (readonly string[])[] = [
  '身份证号码 身份证号 身份证 公民身份号码 公民身份证号码 公民身份证号 居民身份证号码 居民身份证号 身份证件号码 身份证件号 证件号码 证件号 社会保障号码 社会保障号',
  '姓名 真实姓名 姓名全称',
  '性别',
  '出生日期 出生年月 出生年月日 出生时间 生日',
  '民族 族别 民族类别',
  '户口性质 户籍性质 户口类型 户籍类型 户口类别 户籍类别 户口种类 户籍种类 户别',
  '户口所在地 户籍所在地 户籍地址 户口地址 户籍地 户口地 户口所在地址 户籍所在地址 户籍详细地址 户籍地详细地址 户口所在地详细地址 户籍所在地详细地址 户口登记地 户籍登记地 户口簿地址 户口所在地区 户籍所在地区',
  '文化程度 学历 受教育程度 最高学历 教育程度 学历层次 文化水平 学历水平',
  '政治面貌 政治面目',
  '联系电话 手机号码 手机号 手机 电话 电话号码 联系方式 联系手机 联系手机号 联系手机号码 移动电话 移动电话号码 联系电话号码 手机电话',
  '就业单位名称 就业单位 用人单位名称 用人单位 工作单位 工作单位名称 现工作单位 现就业单位 单位名称 用工单位 用工单位名称 所在单位 单位全称 就业单位全称 企业名称 用工企业名称',
  '统一社会信用代码 信用代码 社会信用代码 统一信用代码 社会统一信用代码 单位统一社会信用代码 单位社会信用代码 就业单位统一社会信用代码 用人单位统一社会信用代码 企业统一社会信用代码',
  '单位类型 单位性质 单位类别 用人单位类型 用人单位性质 用人单位类别 就业单位类型 就业单位性质 企业类型 企业性质 用工单位性质',
  '所属行业 行业 行业类别 行业分类 行业类型 行业门类 从事行业 所在行业 所属行业类别 所属行业分类 单位所属行业 单位行业 就业行业 从业行业 国民经济行业 行业划分',
  '产业类型 产业类别 产业分类 所属产业 产业 三次产业 产业划分',
  '就业形式 从业形式 就业方式 从业方式 就业渠道 就业形态',
  '人员类别 人员类型 人员分类 就业人员类别 就业人员类型 从业人员类别 从业人员类型',
  '岗位 工种 岗位工种 工种岗位 从事岗位 从事工种 就业岗位 工作岗位 岗位名称 工种名称 从事岗位工种 就业工种 所在岗位',
  '就业时间 就业日期 上岗时间 上岗日期 入职时间 入职日期 到岗时间 到岗日期 实际就业时间 实际就业日期 就业起始时间 就业起始日期 就业开始时间 就业开始日期 开始就业时间 开始就业日期',
  '就业地 就业地点 就业地区 就业地址 就业所在地 就业区域 就业地区划 就业地区划代码 就业地行政区划 就业地行政区划代码 就业所在地区 就业所在地区划 工作地点 工作地 工作地区 工作所在地',
  '城乡分类代码 城乡分类 城乡划分代码 城乡划分 城乡代码 城乡属性',
  '月收入 月工资 月薪 月均收入 月平均收入 月工资收入 月薪资 月平均工资 月均工资 月劳动报酬 月收入水平 月工资水平 月薪酬',
  '签订劳动合同 劳动合同签订 劳动合同 签劳动合同 与单位签订劳动合同 签订了劳动合同',
  '参加社会保险 参保 缴纳社保 缴纳社会保险 社会保险缴纳 社保缴纳 社会保险参保 参加社保 社保 社会保险 社保参保',
  '残疾人 残疾 残疾人员',
  '留守儿童家庭劳动力 留守儿童家庭',
  '退役军人 复转军人 退伍军人 复员退伍军人 退役士兵军人',
  '刑满释放人员 刑释人员 刑满释放',
  '戒毒康复人员 戒毒人员 戒毒康复',
  '脱贫劳动力 脱贫人口 脱贫户 脱贫人员 脱贫户劳动力 建档立卡 建档立卡脱贫户 建档立卡脱贫劳动力',
  '易地扶贫搬迁劳动力 易地扶贫搬迁 易地搬迁 易地搬迁劳动力 易地扶贫搬迁人员 易地搬迁人员 易地扶贫搬迁户 易地搬迁户',
  '高校毕业生 大学毕业生 普通高校毕业生',
  '毕业院校 毕业学校 毕业院校名称 毕业学校名称 毕业院校全称',
  '毕业时间 毕业日期 毕业年月',
  '就业创业证号 就业创业证编号 就业创业证号码 就业失业登记证号 就业失业登记证编号 就业失业登记证号码',
  '就业困难人员 就业困难 就业困难对象',
  '备注 备注说明 说明 其他说明 附注',
].map((line) => line.split(' '));

/**
 * Words with their meaning and weight: what a label is about weighs most, what only says how it is given (号码, 时间) less,
 * filling words next to nothing. Longest word first wins when a label is taken apart.
 */
export const words: readonly { meaning: string; weight: number; spellings: readonly string[] }[] = (
  [
    ['identity', 2, '公民身份证 居民身份证 身份证件 身份证 公民身份 证件'],
    ['person-name', 2, '姓名'],
    ['sex', 2, '性别'],
    ['birth', 2, '出生 生日'],
    ['ethnicity', 2, '民族 族别'],
    ['household', 2, '户口 户籍'],
    ['education', 2, '文化程度 受教育程度 教育程度 文化水平 最高学历 学历'],
    ['degree', 2, '学位'],
    ['politics', 2, '政治面貌 政治面目'],
    ['phone', 2, '联系电话 联系方式 移动电话 联系手机 手机 电话'],
    ['landline', 2, '固定电话 座机 固话 办公电话'],
    ['contact-person', 2, '联系人'],
    ['credit-code', 3, '统一社会信用代码 社会统一信用代码 社会信用代码 统一信用代码 信用代码'],
    ['organisation-code', 3, '组织机构代码'],
    ['unit', 1.6, '就业单位 用人单位 工作单位 用工单位 所在单位 单位 企业 公司'],
    ['industry', 2, '国民经济行业 行业'],
    ['sector', 2, '三次产业 产业'],
    ['work', 1.2, '就业 从业 工作 上岗 入职 到岗'],
    ['unemployed', 2, '失业'],
    ['manner', 1, '形式 方式 渠道 形态'],
    ['post', 2, '岗位 工种'],
    ['urban-rural', 2, '城乡分类 城乡划分 城乡属性 城乡'],
    ['income', 2, '月收入 月工资 月薪 月均收入 劳动报酬 工资 薪资 薪酬 收入 报酬'],
    ['contract', 2, '劳动合同 合同'],
    ['insurance', 2, '社会保险 社保 参保'],
    ['disability', 2, '残疾人 残疾'],
    ['veteran', 2, '退役军人 复转军人 退伍军人'],
    ['graduate', 2, '高校毕业生 大学毕业生 毕业生'],
    ['graduation', 2, '毕业'],
    ['school', 2, '院校 学校'],
    ['permit', 2, '就业创业证 就业失业登记证'],
    ['hardship', 2, '就业困难 困难'],
    ['relocated', 2, '易地扶贫搬迁 易地搬迁'],
    ['out-of-poverty', 2, '脱贫 建档立卡'],
    ['prisoner', 2, '刑满释放 刑释'],
    ['rehabilitated', 2, '戒毒康复 戒毒'],
    ['left-behind', 2, '留守儿童'],
    ['remark', 2, '备注 说明'],
    ['registered', 1.5, '登记 录入 填报 采集 申报 上报 经办 审核'],
    ['kind', 0.8, '性质 类型 类别 种类 分类 类'],
    ['place', 1, '行政区划 所在地址 所在地区 所在地 区划 地址 地点 地区 区域 地'],
    ['time', 0.8, '年月日 日期 时间 年月'],
    ['number', 0.4, '号码 编号 号'],
    ['code', 0.4, '代码 编码'],
    ['name', 0.3, '名称 全称'],
    ['signed', 0.4, '签订 签'],
    ['joined', 0.4, '参加 缴纳'],
    ['people', 0.4, '劳动力 劳动者 人员 对象 人'],
    ['filling', 0.1, '是否 所属 所在 从事 目前 当前 现 已 为 的 本人 个人 情况 信息 请选择'],
  ] as const
).map(([meaning, weight, spellings]) => ({ meaning, weight, spellings: spellings.split(' ') }));

/** Names that a sheet uses for one thing and a portal often for another: a person decides. */
export const doubtfulNames: ReadonlySet<string> = new Set(
  '参加工作时间 参加工作日期 就业登记时间 就业登记日期 登记就业时间 登记就业日期 合同期限 所属社区 所属乡镇 所属街道 所属行政区 机构名称 编号 证件号 单位 地址 区划代码 收入 户籍'.split(
    ' ',
  ),
);
/** An amount that is not one of a month. */
export const otherPeriods =
  /年薪|年收入|年工资|[(（/每]年|日薪|日工资|[/每]日|时薪|小时|[/每]天|万元|期望|最低|家庭/u;

/** Sections about somebody else than the person to be registered. */
export const otherPeople =
  /配偶|父亲|母亲|父母|子女|监护|紧急|法定代表|法人(?!单位)|负责人|经办|联系人|担保|见证|推荐人|介绍人|代理|代办|户主/u;
/** Sections about relatives, unless they name the person as well. */
export const relatives = /家庭|亲属|成员/u;
/** Sections about an earlier job, or not about entering at all. */
export const otherMatters = /原单位|原工作|原就业|失业前|离职|上一|历史|派遣|审核|审批|查询条件|检索|筛选/u;
/** Sections that name the person. */
export const personSections = /本人|个人|人员|劳动者|申请人|求职/u;
/** Sections about the employer. */
export const unitSections = /单位|企业|公司|用人|雇主|机构/u;
/** Sections about the job: of the person, but with the employer's particulars between. */
export const jobSections = /就业|工作|岗位|从业/u;
