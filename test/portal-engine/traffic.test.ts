import { EventEmitter } from 'node:events';
import type { Page, Request } from 'playwright';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Traffic } from '../../src/portal/traffic.ts';

const request = (url: string, type = 'fetch'): Request =>
  ({ url: () => url, resourceType: () => type }) as unknown as Request;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Milliseconds until the wait is over. */
async function waited(traffic: Traffic, limit: number): Promise<number> {
  const start = performance.now();
  const end = traffic.idle(limit).then(() => performance.now() - start);
  await vi.advanceTimersByTimeAsync(limit + 10);
  return end;
}

test('waits for what is on its way and no longer', async () => {
  const page = new EventEmitter();
  const traffic = new Traffic(page as unknown as Page);
  expect(await waited(traffic, 5000)).toBe(0);
  const [a, b] = [request('http://p/a'), request('http://p/b')];
  page.emit('request', a);
  page.emit('request', b);
  setTimeout(() => page.emit('requestfinished', a), 300);
  setTimeout(() => page.emit('requestfailed', b), 700);
  expect(await waited(traffic, 5000)).toBe(700);
  expect(traffic.answered).toBe(2);
});

test('messages that a portal holds back are waited for once, until they are answered soon again', async () => {
  const page = new EventEmitter();
  const traffic = new Traffic(page as unknown as Page);
  const poll = request('http://p/messages?since=1');
  page.emit('request', poll);
  expect(await waited(traffic, 3000)).toBe(3000);
  expect(await waited(traffic, 3000)).toBe(0);
  page.emit('requestfinished', poll);

  // The next engine on the same page knows it too.
  traffic.stop();
  const next = new Traffic(page as unknown as Page);
  const again = request('http://p/messages?since=2');
  page.emit('request', again);
  expect(await waited(next, 3000)).toBe(0);
  page.emit('requestfinished', again);
  const search = request('http://p/search');
  page.emit('request', search);
  setTimeout(() => page.emit('requestfinished', search), 400);
  expect(await waited(next, 3000)).toBe(400);

  const quick = request('http://p/messages?since=3');
  page.emit('request', quick);
  page.emit('requestfinished', quick);
  const slow = request('http://p/messages?since=4');
  page.emit('request', slow);
  setTimeout(() => page.emit('requestfinished', slow), 1000);
  expect(await waited(next, 3000)).toBe(1000);
});

test('a page on its way is always waited for', async () => {
  const page = new EventEmitter();
  const traffic = new Traffic(page as unknown as Page);
  page.emit('request', request('http://p/form', 'document'));
  expect(traffic.navigating).toBe(true);
  expect(await waited(traffic, 2500)).toBe(2500);
  expect(await waited(traffic, 2500)).toBe(2500);
});
