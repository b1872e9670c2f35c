import { escapeHtml, type PageParts } from './page.ts';

const systemName = '贵州省城镇新增就业信息管理系统';

export function loginPage(username: string, message: string | null): PageParts {
  return {
    title: `用户登录 - ${systemName}（演练环境）`,
    scripts: ['login.js'],
    alert: message,
    body: `<body class="login" onload="attend()">
<table width="100%" height="90%"><tr><td align="center" valign="middle">
<form name="loginForm" method="post" action="/login.do" onsubmit="return checkLogin()">
<table class="box" cellspacing="0" cellpadding="6" width="420">
<tr><td colspan="3" class="boxtitle">${systemName}（演练环境）</td></tr>
<tr><td align="right" width="110">用户名：</td><td colspan="2"><input type="text" name="username" size="24" value="${escapeHtml(username)}"></td></tr>
<tr><td align="right">密　码：</td><td colspan="2"><input type="password" name="password" size="24"></td></tr>
<tr><td align="right">验证码：</td><td width="100"><input type="text" name="code" size="8" maxlength="4"></td>
<td><img src="/captcha.svg" alt="图形验证码" title="看不清？点击换一张" onclick="this.src='/captcha.svg?t='+new Date().getTime()"></td></tr>
<tr><td colspan="3" align="center"><input type="submit" class="btn" value="登 录">&nbsp;<input type="reset" class="btn" value="重 填"></td></tr>
<tr><td colspan="3" align="center" class="hint">演练账号：jingban　密码：yanlian2024　数据均为虚构</td></tr>
</table></form></td></tr></table></body>`,
  };
}

export function homeFrames(): PageParts {
  return {
    title: `${systemName}（演练环境）`,
    body: `<frameset rows="62,*" frameborder="0" border="0">
<frame name="topFrame" src="/top.do" scrolling="no" noresize>
<frameset cols="176,*" frameborder="0" border="0">
<frame name="leftFrame" src="/menu.do">
<frame name="mainFrame" src="/welcome.do">
</frameset></frameset>`,
  };
}

export function topFrame(userName: string): PageParts {
  return {
    title: '页头',
    body: `<body class="top"><table width="100%" height="62"><tr>
<td class="system">&nbsp;${systemName}<span class="badge">演练环境</span></td>
<td align="right" valign="bottom" class="who">经办人：${escapeHtml(userName)}&nbsp;|&nbsp;<a href="/logout.do" target="_top">退出</a>&nbsp;&nbsp;</td>
</tr></table></body>`,
  };
}

export function menuFrame(): PageParts {
  return {
    title: '菜单',
    scripts: ['menu.js'],
    body: `<body class="menu">
<div class="group" onclick="toggle('g1')">城镇新增就业</div>
<div class="items" id="g1"><a href="/czjy/entry.do" target="mainFrame">新增就业录入</a><a href="/czjy/list.do" target="mainFrame">录入信息查询</a></div>
<div class="group" onclick="toggle('g2')">系统管理</div>
<div class="items" id="g2" style="display:none"><a href="/welcome.do" target="mainFrame">首页</a></div>
</body>`,
  };
}

export function welcomeFrame(): PageParts {
  return {
    title: '首页',
    body: `<body class="main"><div class="path">当前位置：首页</div><br>
<table class="form" cellspacing="1" cellpadding="6" width="96%" align="center"><tr><td class="section">欢迎使用</td></tr>
<tr><td>请从左侧菜单选择业务。每月18日前完成采集，25日前完成录入。</td></tr></table></body>`,
  };
}

export function maintenancePage(message: string): PageParts {
  return {
    title: '系统维护中',
    status: 503,
    body: `<body class="main"><br><br><table class="box" align="center" cellpadding="20" width="420"><tr><td class="boxtitle">系统维护中</td></tr><tr><td align="center">${escapeHtml(message)}</td></tr></table></body>`,
  };
}
