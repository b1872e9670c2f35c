import { numberOf } from './faults.ts';
import { type PortalUser, portalUsers } from './session.ts';
import type { World } from './world.ts';

export type LoginAnswer = { kind: 'in'; token: string } | { kind: 'refused'; message: string };

export interface LoginForm {
  username: string;
  password: string;
  code: string;
  captchaKey: string | undefined;
}

export function logIn(world: World, form: LoginForm): LoginAnswer {
  if (!world.captchas.redeem(form.captchaKey, form.code)) return { kind: 'refused', message: '验证码错误' };
  const user = portalUsers.find(
    (known) => known.username === form.username && known.password === form.password,
  );
  if (user === undefined) return { kind: 'refused', message: '用户名或密码错误' };
  return { kind: 'in', token: openSession(world, user) };
}

/** The simulated person at the login page: only while someone is set to attend. */
export function logInAttended(world: World): LoginAnswer {
  const user = portalUsers[0];
  if (world.attended === null || user === undefined) return { kind: 'refused', message: '无人值守' };
  return { kind: 'in', token: openSession(world, user) };
}

export function openSession(world: World, user: PortalUser): string {
  const token = world.sessions.open(user);
  endAfterRequests(world);
  return token;
}

/** Lets the fault that ends sessions after so many requests take hold of the open ones. */
export function endAfterRequests(world: World): void {
  const fault = world.faults.take('expireSession', null, (given) => given['when'] === 'afterRequests');
  if (fault !== null) world.sessions.endAllAfter(numberOf(fault, 'requests'));
}
