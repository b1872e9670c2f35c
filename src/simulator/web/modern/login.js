const { createApp, reactive, ref, onMounted } = Vue;
const { User, Lock, Key } = ElementPlusIconsVue;

const LoginPage = {
  setup() {
    const form = reactive({ username: '', password: '', code: '' });
    const message = ref('');
    const busy = ref(false);
    const picture = ref('');
    const newPicture = () => {
      picture.value = `/captcha.svg?t=${performance.now()}`;
    };

    async function post(url, body) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        return await response.json();
      } catch {
        return { success: false, message: '网络异常，请检查网络连接' };
      }
    }
    async function logIn() {
      if (form.username === '' || form.password === '' || form.code === '') {
        message.value = '请输入用户名、密码和验证码';
        return;
      }
      busy.value = true;
      settle(await post('/login', { ...form }));
    }
    function settle(answer) {
      busy.value = false;
      if (answer.success) {
        window.location.href = '/home';
        return;
      }
      message.value = answer.message ?? '登录失败';
      form.code = '';
      newPicture();
    }

    // The simulated person: asks whether anybody sits here, and if so logs in as slowly as a person would.
    let waited = 0;
    async function attend() {
      const attendance = await fetch('/login/attended')
        .then((response) => response.json())
        .catch(() => null);
      if (attendance !== null && waited >= attendance.loginAfterMs) {
        Object.assign(form, { username: 'jingban', password: '············', code: '····' });
        const answer = await post('/login/attended', {});
        if (answer.success) {
          settle(answer);
          return;
        }
      }
      const next =
        attendance === null ? 1000 : Math.max(20, Math.min(1000, attendance.loginAfterMs - waited));
      waited += next;
      setTimeout(attend, next);
    }
    onMounted(() => {
      newPicture();
      attend();
    });
    return { form, message, busy, picture, newPicture, logIn, User, Lock, Key };
  },
  template: `
    <div class="login-page">
      <header class="login-head"><span class="mark">人社</span>贵州省人力资源和社会保障厅统一门户平台<em>演练环境</em></header>
      <main class="login-box">
        <h1>城镇新增就业信息系统</h1>
        <el-form @submit.prevent="logIn" size="large">
          <el-form-item><el-input v-model="form.username" placeholder="用户名" :prefix-icon="User" autocomplete="off" /></el-form-item>
          <el-form-item><el-input v-model="form.password" type="password" placeholder="密码" :prefix-icon="Lock" autocomplete="off" /></el-form-item>
          <el-form-item>
            <div class="code-line">
              <el-input v-model="form.code" placeholder="验证码" :prefix-icon="Key" maxlength="4" autocomplete="off" />
              <img :src="picture" alt="图形验证码" title="看不清？点击换一张" @click="newPicture" />
            </div>
          </el-form-item>
          <p class="login-error" role="alert" v-if="message">{{ message }}</p>
          <el-button type="primary" native-type="submit" class="login-button" :loading="busy">登 录</el-button>
        </el-form>
      </main>
      <footer class="login-foot">演练账号：jingban　密码：yanlian2024　　本系统仅供演练，数据均为虚构</footer>
    </div>`,
};

createApp(LoginPage).use(ElementPlus, { locale: ElementPlusLocaleZhCn }).mount('#app');
