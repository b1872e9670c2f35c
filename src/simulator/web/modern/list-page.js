import { request } from './request.js';

const { ref, reactive, onMounted } = Vue;
const { ElMessage } = ElementPlus;
const stateColours = { 未提交: 'info', 待审核: 'warning', 通过: 'success', 退回: 'danger' };

export const ListPage = {
  emits: ['open'],
  setup() {
    const search = reactive({ idNumber: '', name: '', state: '', created: null });
    const asked = reactive({ idNumber: '', name: '', state: '', created: null });
    const rows = ref([]);
    const total = ref(0);
    const page = ref(1);
    const size = ref(10);
    const loading = ref(false);
    const detail = ref(null);
    const detailShown = ref(false);
    const headers = ref({});
    let latest = 0;

    async function load() {
      loading.value = true;
      const mine = ++latest;
      const query = new URLSearchParams({
        idNumber: asked.idNumber,
        name: asked.name,
        state: asked.state ?? '',
        createdFrom: asked.created?.[0] ?? '',
        createdTo: asked.created?.[1] ?? '',
        page: page.value,
        size: size.value,
      });
      const answer = await request('GET', `/api/employment/records?${query}`);
      if (mine !== latest) return;
      loading.value = false;
      if (answer === null) return;
      rows.value = answer.data.rows;
      total.value = answer.data.total;
    }
    const find = () => {
      Object.assign(asked, search);
      page.value = 1;
      load();
    };
    const reset = () => {
      Object.assign(search, { idNumber: '', name: '', state: '', created: null });
      find();
    };
    const turn = (to) => {
      page.value = to;
      load();
    };
    const resize = (to) => {
      size.value = to;
      page.value = 1;
      load();
    };
    async function showDetail(row) {
      const answer = await request('GET', `/api/employment/records/${row.id}`);
      if (answer === null) return;
      if (!answer.success) {
        ElMessage.error(answer.message);
        return;
      }
      detail.value = answer.data;
      detailShown.value = true;
    }
    const header = (label) => headers.value[label] ?? label;
    onMounted(async () => {
      headers.value = (await request('GET', '/api/employment/list-headers'))?.data ?? {};
      load();
    });
    return {
      search,
      rows,
      total,
      page,
      size,
      loading,
      detail,
      detailShown,
      find,
      reset,
      turn,
      resize,
      showDetail,
      header,
      states: Object.keys(stateColours),
      colourOf: (state) => stateColours[state] ?? 'info',
    };
  },
  template: `
    <div class="page">
      <h2 class="page-title">录入信息查询</h2>
      <el-card shadow="never">
        <el-form :inline="true" :model="search" @submit.prevent class="search">
          <el-form-item label="身份证号码"><el-input v-model="search.idNumber" clearable maxlength="18" style="width: 176px" /></el-form-item>
          <el-form-item label="姓名"><el-input v-model="search.name" clearable style="width: 100px" /></el-form-item>
          <el-form-item label="状态">
            <el-select v-model="search.state" clearable placeholder="全部" style="width: 96px">
              <el-option v-for="state in states" :key="state" :value="state" :label="state" />
            </el-select>
          </el-form-item>
          <el-form-item label="录入时间">
            <el-date-picker v-model="search.created" type="daterange" value-format="YYYY-MM-DD" range-separator="至"
              start-placeholder="开始日期" end-placeholder="结束日期" style="width: 220px" />
          </el-form-item>
          <el-form-item class="search-buttons">
            <el-button type="primary" @click="find">查询</el-button>
            <el-button @click="reset">重置</el-button>
            <el-button type="success" plain @click="$emit('open', '/employment/entry')">新增</el-button>
          </el-form-item>
        </el-form>
        <el-table :data="rows" v-loading="loading" border stripe empty-text="暂无数据" size="small">
          <el-table-column prop="no" label="序号" width="56" align="center" />
          <el-table-column prop="receipt" label="受理编号" width="136" />
          <el-table-column prop="idNumber" :label="header('身份证号码')" width="158" />
          <el-table-column prop="name" :label="header('姓名')" width="92" />
          <el-table-column prop="sex" :label="header('性别')" width="54" align="center" />
          <el-table-column prop="employmentForm" :label="header('就业形式')" width="116" />
          <el-table-column prop="employer" :label="header('就业单位名称')" min-width="170" show-overflow-tooltip />
          <el-table-column prop="employedOn" :label="header('就业时间')" width="98" />
          <el-table-column prop="workRegion" :label="header('就业地')" min-width="140" show-overflow-tooltip />
          <el-table-column label="状态" width="82" align="center">
            <template #default="{ row }"><el-tag :type="colourOf(row.state)" size="small">{{ row.state }}</el-tag></template>
          </el-table-column>
          <el-table-column prop="createdAt" label="录入时间" width="146" />
          <el-table-column label="操作" width="104" align="center" fixed="right">
            <template #default="{ row }">
              <el-button link type="primary" size="small" @click="showDetail(row)">详情</el-button>
              <el-button link type="danger" size="small" disabled>删除</el-button>
            </template>
          </el-table-column>
        </el-table>
        <el-pagination class="pager" layout="total, sizes, prev, pager, next, jumper" :total="total" :current-page="page" :page-size="size"
          :page-sizes="[10, 20, 50]" @current-change="turn" @size-change="resize" />
      </el-card>
      <el-dialog v-model="detailShown" title="就业登记详情" width="860px" top="6vh" destroy-on-close>
        <el-descriptions :column="2" border size="small" label-width="170">
          <el-descriptions-item v-for="item in detail" :key="item.label" :label="item.label">{{ item.text }}</el-descriptions-item>
        </el-descriptions>
        <template #footer><el-button @click="detailShown = false">关闭</el-button></template>
      </el-dialog>
    </div>`,
};
