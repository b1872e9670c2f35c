import { PortalSurvey } from './src/portal/survey/open-survey.ts';
const [url, dir] = process.argv.slice(2);
const s = await PortalSurvey.open({ url, browser: { headless: true, userDataDir: dir }, timeoutMs: 20000, signal: new AbortController().signal });
await s.untilLoggedIn('城镇新增就业');
const p = (s as any)['constructor'];
const a = await s.look(() => true, 'native');
console.log(a.url, a.pressables.map(x=>x.text), a.text.slice(0, 300), a.trail);
await s[Symbol.asyncDispose]();
