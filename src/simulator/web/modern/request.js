// One place for talking to the server, with the words people see when it goes wrong.
const { ElMessage, ElMessageBox } = ElementPlus;
const timeoutMs = 60_000;
let expiredShown = false;

/** Resolves with the answer's JSON; resolves with null after it has told the person about a fault. */
export async function request(method, url, body) {
  let response;
  try {
    response = await fetch(url, {
      method,
      headers:
        body === undefined ? {} : { 'content-type': 'application/json', 'x-request-id': crypto.randomUUID() },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    ElMessage.error(error.name === 'TimeoutError' ? '请求超时，请稍后重试' : '网络异常，请检查网络连接');
    return null;
  }
  const answer = await response.json().catch(() => null);
  if (response.status === 401) {
    showExpired(answer?.message ?? '登录已失效，请重新登录');
    return null;
  }
  if (response.status === 503 && answer?.code === 'MAINTENANCE') {
    window.location.reload();
    return null;
  }
  if (!response.ok || answer === null) {
    ElMessage.error(answer?.message ?? `系统异常，请稍后重试（错误码：${response.status}）`);
    return null;
  }
  return answer;
}

function showExpired(message) {
  if (expiredShown) return;
  expiredShown = true;
  const leave = () => {
    window.location.href = '/login';
  };
  const timer = setTimeout(leave, 3000);
  ElMessageBox.alert(message, '提示', {
    type: 'warning',
    confirmButtonText: '确定',
    showClose: false,
  }).finally(() => {
    clearTimeout(timer);
    leave();
  });
}
