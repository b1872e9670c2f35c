import { expect, test } from 'vitest';

import { Captchas } from '../../src/simulator/captcha.ts';
import { Sessions, portalUsers } from '../../src/simulator/session.ts';
import { freshPortal, oracle } from './portal-door.ts';

test('a picture code is good for one try, in any case', () => {
  const captchas = new Captchas((below) => below - 1);
  const first = captchas.create();
  const second = captchas.create();

  expect(first.svg).toContain('>Y</text>');
  expect(captchas.redeem(first.key, ' yyyy ')).toBe(true);
  expect(captchas.redeem(first.key, 'YYYY')).toBe(false);
  expect(captchas.redeem(second.key, 'YYYX')).toBe(false);
  expect(captchas.redeem(second.key, 'YYYY')).toBe(false);
  expect(captchas.redeem(undefined, 'YYYY')).toBe(false);
});

test('a session ends when nobody used it for long enough', () => {
  const [user] = portalUsers;
  if (user === undefined) throw new Error('no user');
  const sessions = new Sessions(-1);
  const token = sessions.open(user);

  expect(sessions.use(token)).toBeNull();
  expect(new Sessions(1000).use(token)).toBeNull();
});

test('nobody is logged in for a person who is not there', async () => {
  const portal = await freshPortal();
  const attend = async (): Promise<unknown> =>
    (await fetch(`${portal.url}/login/attended`, { method: 'POST' })).json();

  expect(await attend()).toMatchObject({ success: false });
  await oracle(portal, 'attended', { loginAfterMs: 10 });
  expect(await attend()).toMatchObject({ success: true });
});
