import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserOptions } from '../portal/session/index.ts';
import { PortalSurvey } from '../portal/survey/open-survey.ts';
import type { PageSurvey } from '../portal/survey/survey.ts';
import { Fault } from '../platform/fault.ts';
import type { Run } from './open-run.ts';

/** Who sits at the terminal. */
export interface Person {
  /** Says what to do and waits until it is done. */
  ready(sentence: string): Promise<void>;
  /** Index of the choice, or null for none of them. */
  choose(question: string, choices: readonly string[]): Promise<number | null>;
  /** An answer in words; empty where nothing was said. */
  say(question: string): Promise<string>;
}

export interface SurveyRequest {
  /** Replaces the address of `luru.yaml`. */
  url: string | null;
  /** Text that shows when the form is open; needed where nobody sits at the terminal and nothing is to be pressed. */
  pageReady: string | null;
  /** Texts to press one after another to get to the form. */
  open: readonly string[];
  person: Person | null;
}

export function portalAddress(run: Run, url: string | null): string {
  const address = url ?? run.config.portal?.url;
  if (address === undefined || !URL.canParse(address))
    throw new Fault(
      address === undefined
        ? '不知道门户的地址。请加 --url 网址，或在 luru.yaml 里写上 portal.url。'
        : `门户地址“${address}”不是网址。请写成 http://… 的样子。`,
      { code: 'portal-not-configured', disposition: 'halt-run', exitCode: 2 },
    );
  return address;
}

/** The browser that `luru.yaml` asks for, with the workspace's own folder. */
export function browserOptions({ config: { browser }, workspace }: Run): BrowserOptions {
  return {
    ...(browser.channel === 'auto' ? {} : { channel: browser.channel }),
    ...(browser.executable === undefined ? {} : { executablePath: browser.executable }),
    ...(browser.attach === undefined ? {} : { cdpUrl: browser.attach }),
    headless: browser.headless,
    userDataDir: workspace.browser,
  };
}

/** Opens a browser on the portal, waits for the login, and goes – or lets a person go – to the form. */
export async function openSurvey(run: Run, request: SurveyRequest): Promise<PortalSurvey> {
  const { person, pageReady, open } = request;
  if (person === null && pageReady === null && open.length === 0)
    throw new Fault(
      '没有人在终端前，不知道什么时候表单已经打开。请加 --page-ready 表单上的文字，或 --open 菜单文字。',
      { code: 'portal-no-person', disposition: 'halt-run', exitCode: 2 },
    );
  const url = portalAddress(run, request.url);
  const { login } = run.config;
  run.around.progress.say(`打开门户 ${url}；请在浏览器中登录。`);
  const survey = await PortalSurvey.open({
    url,
    browser: browserOptions(run),
    timeoutMs: login.timeoutSeconds * 1000,
    signal: run.around.stop.soft,
  });
  try {
    await survey.noteLogin();
    if (open.length > 0) {
      await survey.untilLoggedIn(open[0]);
      survey.forgetTrail();
      await survey.walk(open);
    } else if (person !== null && pageReady === null) {
      await person.ready('请在浏览器中登录，打开空白的录入表单，然后回到这里按回车。');
    }
    if (pageReady !== null) await survey.untilLoggedIn(pageReady);
    return survey;
  } catch (error) {
    await survey[Symbol.asyncDispose]();
    throw error;
  }
}

/** A form has more than a box to search with. */
export function hasForm(form: { fields: readonly unknown[] }): boolean {
  return form.fields.length > 0;
}

/** Profiles of the workspace come before those of the installation. */
export function selectorsFolder(run: Run): string {
  return join(run.workspace.root, 'selectors');
}

/** Writes one file whole or not at all, for this user alone. */
export async function writeOwnFile(folder: string, name: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  await writeFile(`${path}.part`, text, { mode: 0o600 });
  await rename(`${path}.part`, path);
  return path;
}

export type { PageSurvey };
