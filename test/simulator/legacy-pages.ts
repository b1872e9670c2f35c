// The legacy skin by plain Playwright, as a careful person works it. Nothing of the product is used.
import type { Frame, Page } from 'playwright';

/** Answers every alert and confirm with 确定 and keeps what they said. */
export function acceptDialogs(page: Page): string[] {
  const said: string[] = [];
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.accept();
  });
  return said;
}

export async function waitForLegacyLogin(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/login.do`);
  await page.frameLocator('frame[name=topFrame]').getByText('经办人：王敏').waitFor();
}

/** The frame the work is done in, after a menu item was chosen. */
export async function openLegacyMenu(page: Page, item: string): Promise<Frame> {
  await page.frameLocator('frame[name=leftFrame]').getByText(item, { exact: true }).click();
  await page.frameLocator('frame[name=mainFrame]').locator('.path', { hasText: item }).waitFor();
  const frame = page.frame('mainFrame');
  if (frame === null) throw new Error('no main frame');
  return frame;
}

export function cell(frame: Frame, label: string) {
  return frame.locator(
    `xpath=//td[contains(@class,"label")][starts-with(normalize-space(.),"${label}")]/following-sibling::td[1]`,
  );
}

export async function queryId(frame: Frame, idNumber: string): Promise<void> {
  await cell(frame, '身份证号码').locator('input[type=text]').fill(idNumber);
  await frame.locator('input[value="查 询"]').click();
}

/** Picks in a pop-up window by searching and a double click on the row. */
export async function pickInWindow(
  page: Page,
  frame: Frame,
  label: string,
  text: string,
  from = '...',
): Promise<void> {
  const opening = page.waitForEvent('popup');
  await cell(frame, label).locator(`input[value="${from}"]`).click();
  const window = await opening;
  await window.locator('input[name=text]').fill(text);
  await window.locator('input[value="查 询"]').click();
  await window.waitForURL(/text=/);
  const closed = window.waitForEvent('close');
  // The window is gone before the double click is over; that it closed is what counts.
  await window
    .getByRole('cell', { name: text, exact: true })
    .dblclick()
    .catch(() => undefined);
  await closed;
}

export async function pickDay(frame: Frame, label: string, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-');
  await cell(frame, label).locator('input[type=text]').click();
  const calendar = frame.frameLocator('#calendarLayer iframe');
  await calendar.locator('select').selectOption(String(Number(month)));
  await calendar.locator('.calhead input').fill(year);
  await calendar.locator('.calhead input').press('Tab');
  await calendar
    .locator('td.day')
    .getByText(String(Number(date)), { exact: true })
    .click();
}

export async function pickInTree(frame: Frame, label: string, path: string[]): Promise<void> {
  await cell(frame, label).locator('input[value="..."]').click();
  let node = frame.locator('#treeBody');
  for (const [level, name] of path.entries()) {
    const line = node.locator(`xpath=./div/div[@class="node"][.//a[text()="${name}"]]`);
    if (level < path.length - 1) {
      await line.locator('.switch').click();
      node = line.locator('xpath=following-sibling::div[1]');
    } else await line.locator('a').click();
  }
  await frame.locator('#treeLayer input[value="确 定"]').click();
}

export async function fillLegacyPerson(
  page: Page,
  frame: Frame,
  person: { idNumber: string; name?: string },
): Promise<void> {
  await queryId(frame, person.idNumber);
  await frame.locator('input[value="重新查询"]').first().waitFor();
  const text = async (label: string, value: string) =>
    cell(frame, label).locator('input[type=text], textarea').fill(value);
  const select = async (label: string, option: string) =>
    cell(frame, label).locator('select').selectOption({ label: option });
  if (person.name !== undefined) await text('姓名', person.name);
  await pickInWindow(page, frame, '民族', '布依族');
  await select('户口性质', '农业户口（农村）');
  await text('户口所在地', '兴仁市东湖街道五峰村三组');
  await select('文化程度', '大学专科');
  await select('政治面貌', '群众');
  await text('联系电话', '13800001111');
  await cell(frame, '是否残疾人').locator('input').nth(1).check();
  await select('是否留守儿童家庭劳动力', '是');
  await cell(frame, '是否刑满释放人员').locator('input').check();
  await select('人员类别', '农村转移劳动力');
  await select('就业形式', '单位就业');
  await text('就业单位名称', '黔西南无名商贸有限公司');
  await text('统一社会信用代码', '12522302000770037Q');
  await select('单位类型', '企业');
  await pickInWindow(page, frame, '所属行业', '批发和零售业');
  await text('岗位/工种', '营业员');
  await pickDay(frame, '就业时间', '2024-03-05');
  await pickInTree(frame, '就业地', ['兴仁市', '东湖街道', '五峰村']);
  await text('月收入（元）', '3200');
  await text('备注', '演练');
}
