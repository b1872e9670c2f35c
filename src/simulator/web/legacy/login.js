function checkLogin() {
  var form = document.loginForm;
  if (form.username.value === '' || form.password.value === '' || form.code.value === '') {
    alert('请输入用户名、密码和验证码！');
    return false;
  }
  return true;
}
// The simulated person: asks whether anybody sits here, and if so logs in as slowly as a person would.
var waited = 0;
function attend() {
  ask('GET', function (attendance) {
    var next = 1000;
    if (attendance !== null) {
      if (waited >= attendance.loginAfterMs) {
        document.loginForm.username.value = 'jingban';
        ask('POST', function (answer) {
          if (answer !== null && answer.success) top.location.href = '/main.do';
          else later(1000);
        });
        return;
      }
      next = Math.max(20, Math.min(1000, attendance.loginAfterMs - waited));
    }
    later(next);
  });
}
function later(ms) {
  waited += ms;
  setTimeout(attend, ms);
}
function ask(method, done) {
  var request = new XMLHttpRequest();
  request.open(method, '/login/attended', true);
  request.onreadystatechange = function () {
    if (request.readyState !== 4) return;
    var answer = null;
    try {
      answer = JSON.parse(request.responseText);
    } catch (error) {
      answer = null;
    }
    done(answer);
  };
  request.send(null);
}
