import { EntryPage } from './entry-page.js';
import { ListPage } from './list-page.js';
import { request } from './request.js';

const { createApp, ref, computed, onMounted } = Vue;
const { HomeFilled, Suitcase, Setting } = ElementPlusIconsVue;

const HomePage = {
  emits: ['open'],
  setup: () => ({}),
  template: `
    <div class="page">
      <el-card shadow="never" header="欢迎使用城镇新增就业信息系统">
        <p class="lead">请从左侧菜单进入“城镇新增就业”办理业务。每月18日前完成采集，25日前完成录入。</p>
        <div class="shortcuts">
          <el-card shadow="hover" @click="$emit('open', '/employment/entry')"><b>就业登记</b><span>录入新增就业人员信息</span></el-card>
          <el-card shadow="hover" @click="$emit('open', '/employment/list')"><b>信息核查</b><span>查询已录入人员及审核状态</span></el-card>
        </div>
      </el-card>
      <el-card shadow="never" header="通知公告" class="gap">
        <ul class="news">
          <li><span>关于做好2024年城镇新增就业实名制录入工作的通知</span><time>2024-03-01</time></li>
          <li><span>统一门户平台浏览器使用说明</span><time>2024-02-20</time></li>
          <li><span>关于加强个人信息保护的提醒</span><time>2024-01-15</time></li>
        </ul>
      </el-card>
    </div>`,
};

const HelpPage = {
  template: `<div class="page"><h2 class="page-title">操作手册</h2><el-card shadow="never">1. 录入前先按身份证号码查询；2. 核对带出的基础信息；3. 填写就业信息后保存；4. 在录入信息查询中核对状态。</el-card></div>`,
};

const pages = {
  '/home': HomePage,
  '/employment/entry': EntryPage,
  '/employment/list': ListPage,
  '/help': HelpPage,
};

const Portal = {
  setup() {
    const address = ref(window.location.pathname);
    const visit = ref(0);
    const userName = ref('');
    const page = computed(() => pages[address.value] ?? HomePage);
    const show = (path) => {
      address.value = path;
      visit.value += 1;
    };
    // Every choice in the menu gives the page anew, also when it is open already.
    const open = (path) => {
      window.history.pushState(null, '', path);
      show(path);
    };
    const leave = async () => {
      await request('POST', '/api/logout', {});
      window.location.href = '/login';
    };
    window.addEventListener('popstate', () => show(window.location.pathname));
    onMounted(async () => {
      const answer = await request('GET', '/api/session');
      userName.value = answer?.data.name ?? '';
    });
    const openedGroups = address.value.startsWith('/employment') ? ['employment'] : [];
    return { address, visit, userName, page, open, leave, openedGroups, HomeFilled, Suitcase, Setting };
  },
  template: `
    <el-container class="shell">
      <el-header class="top">
        <span class="mark">人社</span>
        <span class="title">贵州省人力资源和社会保障厅统一门户平台 · 城镇新增就业信息系统</span>
        <em>演练环境</em>
        <span class="spring"></span>
        <span class="who" v-if="userName">经办人：{{ userName }}</span>
        <el-button link class="leave" @click="leave">退出</el-button>
      </el-header>
      <el-container>
        <el-aside width="208px" class="side">
          <el-menu :default-active="address" :default-openeds="openedGroups" @select="open">
            <el-menu-item index="/home"><el-icon><component :is="HomeFilled" /></el-icon><span>首页</span></el-menu-item>
            <el-sub-menu index="employment">
              <template #title><el-icon><component :is="Suitcase" /></el-icon><span>城镇新增就业</span></template>
              <el-menu-item index="/employment/entry">新增就业录入</el-menu-item>
              <el-menu-item index="/employment/list">录入信息查询</el-menu-item>
            </el-sub-menu>
            <el-sub-menu index="system">
              <template #title><el-icon><component :is="Setting" /></el-icon><span>系统管理</span></template>
              <el-menu-item index="/help">操作手册</el-menu-item>
            </el-sub-menu>
          </el-menu>
        </el-aside>
        <el-main class="main">
          <component :is="page" :key="address + visit" @open="open" />
        </el-main>
      </el-container>
    </el-container>`,
};

createApp(Portal).use(ElementPlus, { locale: ElementPlusLocaleZhCn }).mount('#app');
