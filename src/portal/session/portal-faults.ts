/** Every fault of the portal room in one place: code, what the runner does, and the words for the operator. */
import { Fault, type Disposition } from '../../platform/fault.ts';
import { redactText } from '../../platform/redact.ts';

interface Extra {
  details?: Record<string, unknown>;
  cause?: unknown;
}

function fault(
  code: string,
  disposition: Disposition,
  exitCode: 2 | 3 | 4 | 5,
  message: string,
  extra: Extra = {},
): Fault {
  return new Fault(message, { code, disposition, exitCode, ...extra });
}

export const portalFault = {
  unreachable: (url: string, why: string, cause?: unknown) =>
    fault(
      'portal-unreachable',
      'halt-run',
      5,
      `打不开门户（${url}）:${why}。请检查网络、VPN 和门户地址，稍后再运行。`,
      {
        cause,
      },
    ),
  maintenance: (words: string) =>
    fault(
      'portal-maintenance',
      'halt-run',
      5,
      `门户正在维护${quoted(words)}。请等维护结束后再运行，已完成的不受影响。`,
    ),
  loginNeeded: () =>
    fault('portal-login-needed', 'needs-person', 4, '门户还没有登录。请在打开的浏览器窗口里登录，然后继续。'),
  loginTimeout: (minutes: string) =>
    fault(
      'portal-login-timeout',
      'needs-person',
      4,
      `等了 ${minutes} 仍没有登录。请重新运行并在浏览器窗口里登录。`,
    ),
  sessionExpired: () =>
    fault(
      'portal-session-expired',
      'needs-person',
      4,
      '门户登录已失效。请在浏览器窗口里重新登录，然后继续。',
    ),
  blocked: (words: string) =>
    fault(
      'portal-blocking-dialog',
      'needs-person',
      4,
      `门户弹出了没有见过的对话框${quoted(words)}。请在浏览器窗口里看清并处理，然后继续。`,
    ),
  guardStop: (name: string, words: string) =>
    fault('portal-blocking-dialog', 'needs-person', 4, `${name}:${words}`),
  formChanged: (difference: string[]) =>
    fault(
      'portal-form-changed',
      'halt-batch',
      4,
      `门户页面与门户配置不一致：${difference.join(';')}。请停下来核对页面，用 luru portal check 找出差别并修改门户配置后再继续。`,
      { details: { difference } },
    ),
  stepFailed: (step: string, why: string, extra?: Extra) =>
    fault('portal-step-failed', 'retry-step', 5, `${step}没有成功：${redactText(why)}`, extra),
  notFresh: (labels: string[]) =>
    fault(
      'portal-form-not-fresh',
      'retry-step',
      4,
      `新打开的表单里还有上一个人的内容（${labels.join('、')}），没有开始填写。`,
      { details: { labels } },
    ),
  listFailed: (why: string, extra?: Extra) =>
    fault('portal-list-failed', 'retry-step', 5, `门户的列表没有给出可靠的答复：${redactText(why)}`, extra),
  listUnstable: (why: string) =>
    fault(
      'portal-list-unstable',
      'retry-step',
      5,
      `门户的列表在读取时变化或对不上：${why}。没有采用读到的内容。`,
    ),
  browserClosed: (cause?: unknown) =>
    fault('browser-closed', 'halt-run', 4, '浏览器窗口被关闭了。请重新运行；已完成的不受影响。', { cause }),
};

/** What the portal said, short enough for one sentence and without personal numbers. */
export function quoted(words: string): string {
  const text = redactText(words.replace(/\s+/gu, ' ').trim()).slice(0, 120);
  return text === '' ? '' : `("${text}")`;
}

/** Turns an error of the browser into a fault of the step; faults and aborts pass through as they are. */
export function asPortalFault(step: string, error: unknown): Error {
  if (error instanceof Fault) return error;
  if (!(error instanceof Error)) return new Error(String(error));
  if (error.name === 'AbortError') return error;
  const text = error.message;
  if (/has been closed|Target closed|browser has disconnected|Connection closed/iu.test(text))
    return portalFault.browserClosed(error);
  if (/net::ERR_|NS_ERROR_|ECONNREFUSED/u.test(text))
    return portalFault.unreachable('', networkReason(text), error);
  // Only what the browser says is a failed step; anything else is a bug of ours and must look like one.
  if (/Timeout|locator|elementHandle|frame|page\.|Execution context|detached|Protocol error/iu.test(text))
    return portalFault.stepFailed(step, '页面没有按预期反应', { cause: error });
  return error;
}

export function networkReason(text: string): string {
  if (text.includes('ERR_CONNECTION_REFUSED')) return '连接被拒绝';
  if (text.includes('ERR_NAME_NOT_RESOLVED')) return '找不到这个网址';
  if (/ERR_CONNECTION_TIMED_OUT|ERR_TIMED_OUT|Timeout/iu.test(text)) return '连接超时';
  if (text.includes('ERR_INTERNET_DISCONNECTED')) return '没有网络';
  if (/ERR_CERT|ERR_SSL/u.test(text)) return '安全证书有问题';
  if (/ERR_CONNECTION_(RESET|CLOSED)|ERR_EMPTY_RESPONSE/u.test(text)) return '连接被中断';
  return '网络错误';
}
