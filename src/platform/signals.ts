import type { Stop } from './stop.ts';

/** First Ctrl-C (or SIGTERM): soft stop. Second: hard stop. */
export function stopOnSignals(say: (sentence: string) => void): Stop {
  const soft = new AbortController();
  const hard = new AbortController();
  const onSignal = () => {
    if (soft.signal.aborted) {
      say('立即停止：正在放弃尚未提交的步骤……');
      hard.abort();
      return;
    }
    say('收到停止：做完手头这一个人就停。再按一次 Ctrl-C 立即停止。');
    soft.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return { soft: soft.signal, hard: hard.signal };
}
