import { expect, test } from 'vitest';
import type { SeenRequest } from '../../src/portal/driver/press-watch.ts';
import { judge, type SaveEvidence, type SaveVerdict } from '../../src/portal/driver/save-verdict.ts';

const answered: SeenRequest = {
  method: 'POST',
  address: 'http://p/save',
  kind: 'data',
  status: 200,
  failed: false,
};

interface Traces {
  texts?: string[];
  requests?: SeenRequest[];
  pageClosed?: boolean;
  login?: boolean;
  response?: boolean;
  rows?: string[];
  addresses?: string[];
  accepted?: SaveEvidence['rules']['accepted'];
}

function verdict(traces: Traces): Promise<SaveVerdict | null> {
  return judge({
    rules: {
      accepted: traces.accepted ?? [{ toast: '保存成功', receipt: '/编号[:：](?<receipt>\\w+)/' }],
      refusals: [
        { text: '已存在', reason: 'duplicate' },
        { text: '年龄不符', reason: 'business' },
        { text: '系统异常', reason: 'system' },
        { text: '登录已失效', reason: 'session' },
      ],
      response: traces.response ?? true,
      names: { idNumber: '522300199001010017', name: '王一' },
    },
    watch: {
      texts: traces.texts ?? [],
      requests: traces.requests ?? [answered],
      pageClosed: traces.pageClosed ?? false,
    },
    newAddresses: traces.addresses ?? [],
    newRows: traces.rows ?? [],
    loginShown: () => Promise.resolve(traces.login ?? false),
  });
}

test('accepted needs the words, the receipt and an answer of the server', async () => {
  expect(await verdict({ texts: ['保存成功，受理编号：CZ1'] })).toMatchObject({
    kind: 'accepted',
    receipt: 'CZ1',
  });
  expect(await verdict({ texts: ['保存成功'] })).toBeNull();
  expect(await verdict({ texts: ['受理编号：CZ1'] })).toBeNull();
  expect(await verdict({ texts: ['保存成功，受理编号：CZ1'], requests: [] })).toBeNull();
  expect(await verdict({ texts: ['保存成功，受理编号：CZ1'], requests: [], response: false })).toMatchObject({
    kind: 'accepted',
  });
});

test('an answer to something else is no answer to the save', async () => {
  const lookUp: SeenRequest = { ...answered, method: 'GET' };

  expect(await verdict({ texts: ['保存成功，受理编号：CZ1'], requests: [lookUp] })).toBeNull();
});

test('a business rule is refused with the words of the portal', async () => {
  const text = '年龄不符：未满16周岁';

  expect(await verdict({ texts: [text] })).toEqual({ kind: 'refused', reason: 'business', messages: [text] });
});

test.each<[string, Traces]>([
  // The record that is there already may be the one of this very press.
  ['a duplicate', { texts: ['该人员已存在'] }],
  ['system words', { texts: ['系统异常，请稍后重试'] }],
  ['session words', { texts: ['登录已失效，请重新登录'] }],
  ['both yes and no', { texts: ['保存成功，受理编号：CZ1', '该人员已存在'] }],
  ['a server error', { requests: [{ ...answered, status: 500 }] }],
  ['a cut connection', { requests: [{ ...answered, status: null, failed: true }] }],
  ['a closed window', { requests: [], pageClosed: true }],
  ['the login page', { requests: [], login: true }],
])('%s is uncertain', async (_, traces) => {
  expect(await verdict(traces)).toMatchObject({ kind: 'uncertain' });
});

test('nothing yet is no verdict', async () => {
  expect(await verdict({ requests: [{ ...answered, status: null }] })).toBeNull();
});

test('a row proof needs every part in one new row', async () => {
  const accepted = [{ row: ['{idNumber}', '{name}'] }];

  expect(await verdict({ accepted, rows: ['1522300199001010017王一待审核'] })).toMatchObject({
    kind: 'accepted',
  });
  expect(await verdict({ accepted, rows: ['1522300199001010017', '2王一'] })).toBeNull();
});

test('an address proof needs an address that was not there before', async () => {
  const accepted = [{ url: '/result' }];

  expect(await verdict({ accepted, addresses: ['http://p/result?id=1'] })).toMatchObject({
    kind: 'accepted',
  });
  expect(await verdict({ accepted })).toBeNull();
});
