const kit = window.FormKit;
const { $, form, layer, laydate, table, tree, dropdown, upload } = layui;
const state = {};

const escape = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const optionsOf = (options) =>
  options.map((o) => `<option value="${o.value}">${escape(o.label)}</option>`).join('');
const please = '<option value="">请选择</option>';

function controlOf(f, name) {
  const verify = f.required ? ' lay-verify="required"' : '';
  const plain = `name="${name}" autocomplete="off" placeholder="${escape(f.placeholder)}"${f.maxLength ? ` maxlength="${f.maxLength}"` : ''}`;
  switch (f.kind) {
    case 'textarea':
      return `<textarea ${plain} class="layui-textarea"${verify}></textarea>`;
    case 'number':
      return `<input type="text" ${plain} class="layui-input" lay-affix="number" min="0" max="999999" step="1">`;
    case 'date':
      return `<input type="text" ${plain} class="layui-input date"${f.readOnlyInput ? ' readonly' : ''}${verify}>`;
    case 'select':
      return `<select name="${name}" lay-filter="${name}"${f.key === 'ethnicity' ? ' lay-search' : ''}${verify}>${please}${optionsOf(f.options)}</select>`;
    case 'autocomplete':
      return `<select name="${name}" lay-search lay-creatable>${please}${optionsOf(f.options)}</select>`;
    case 'cascader':
      return `<div class="linked">${[1, 2, 3]
        .map(
          (n) =>
            `<select name="${name}_${n}" lay-filter="${name}_${n}"${n === 3 ? verify : ''}>${please}${n === 1 ? optionsOf(f.tree) : ''}</select>`,
        )
        .join('')}</div>`;
    case 'radio':
    case 'button-group':
      return f.options
        .map(
          (o, i) =>
            `<input type="radio" name="${name}" value="${o.value}" title="${escape(o.label)}"${i === 0 && f.required ? ' lay-verify="oneOf"' : ''}>`,
        )
        .join('');
    case 'multi-select':
    case 'checkbox-group':
      return f.options
        .map(
          (o) =>
            `<input type="checkbox" name="${name}[${o.value}]" value="${o.value}" title="${escape(o.label)}"${f.kind === 'checkbox-group' ? ' lay-skin="primary"' : ' lay-skin="tag"'}>`,
        )
        .join('');
    case 'checkbox':
      return `<input type="checkbox" name="${name}" value="1" title="是" lay-skin="primary">`;
    case 'switch':
      return `<input type="checkbox" name="${name}" value="1" lay-skin="switch" title="是|否">`;
    case 'tree':
      return `<input type="text" ${plain} class="layui-input tree" readonly placeholder="请选择"${verify}>`;
    case 'remote-select':
      return `<input type="text" ${plain} class="layui-input remote">`;
    case 'picker':
      return `<div class="with-button"><input type="text" ${plain} class="layui-input picked" readonly placeholder="请选择单位"${verify}><button type="button" class="layui-btn pick">选择</button></div>`;
    case 'upload':
      return '<button type="button" class="layui-btn layui-btn-sm choose-file">选取文件</button><span class="file-name"></span>';
    default:
      return f.key === 'idNumber'
        ? `<div class="with-button"><input type="text" ${plain} class="layui-input"${verify}><button type="button" class="layui-btn query">查询</button></div>`
        : `<input type="text" ${plain} class="layui-input"${f.loaded ? ' disabled' : ''}${verify}>`;
  }
}

function draw(prefix) {
  const row = (f) =>
    `<div class="layui-form-item${f.required ? ' required' : ''}${f.kind === 'textarea' || f.key === 'skills' ? ' wide' : ''}" data-row="${f.key}">
      <label class="layui-form-label">${escape(f.label)}</label>
      <div class="layui-input-block">${controlOf(f, prefix + kit.idOf(f.key))}</div></div>`;
  return `<form class="layui-form entry" lay-filter="${prefix}entry">${kit.sections
    .map(
      (section) =>
        `<fieldset class="layui-elem-field layui-field-title"><legend>${section}</legend></fieldset>
        <div class="fields">${kit.fields
          .filter((f) => f.section === section)
          .map(row)
          .join('')}</div>`,
    )
    .join(
      '',
    )}<div class="buttons" style="text-align:center"><button type="button" class="layui-btn" data-save>保存</button></div></form>`;
}

const rowOf = (key) => $(`#entry [data-row=${key}]`);
const control = (key) => rowOf(key).find(`[name="${kit.idOf(key)}"]`);

function clear(f) {
  delete state[f.key];
  const row = rowOf(f.key);
  row.find('input[type=checkbox], input[type=radio]').prop('checked', false);
  row.find('input[type=text], textarea, select').val('');
}

function showDependents() {
  const chosen = control('employmentForm').val();
  const present = new Set(kit.sections.flatMap((s) => kit.fieldsOf(s, chosen)).map((f) => f.key));
  for (const f of kit.fields) {
    if (!present.has(f.key)) clear(f);
    rowOf(f.key).toggle(present.has(f.key));
    // Hidden fields must not hold up the library's own validation.
    rowOf(f.key)
      .find('[lay-verify], [data-verify]')
      .each((_, e) => {
        const rule = e.getAttribute('lay-verify') ?? e.getAttribute('data-verify');
        e.removeAttribute(present.has(f.key) ? 'data-verify' : 'lay-verify');
        e.setAttribute(present.has(f.key) ? 'lay-verify' : 'data-verify', rule);
      });
  }
  form.render();
}

function linked(f) {
  const name = kit.idOf(f.key);
  const select = (n) => rowOf(f.key).find(`[name="${name}_${n}"]`);
  const childrenOf = (n) => {
    let nodes = f.tree;
    for (let i = 1; i <= n; i++) nodes = nodes?.find((node) => node.value === select(i).val())?.children;
    return nodes ?? [];
  };
  for (const n of [1, 2]) {
    form.on(`select(${name}_${n})`, () => {
      select(n + 1).html(please + optionsOf(childrenOf(n)));
      if (n === 1) select(3).html(please);
      form.render('select');
    });
  }
}

function treeInput(f) {
  const input = control(f.key)[0];
  const nodes = f.tree.map((n) => ({
    id: n.value,
    title: n.label,
    children: n.children.map((c) => ({ id: c.value, title: c.label })),
  }));
  const panel = dropdown.render({
    elem: input,
    content: '<div class="tree-panel"></div>',
    style: 'padding:8px',
    ready: (opened) => {
      tree.render({
        elem: opened.find('.tree-panel'),
        data: nodes,
        accordion: true,
        onlyIconControl: false,
        click: ({ data }) => {
          if (data.children) return;
          state[f.key] = data.id;
          input.value = data.title;
          dropdown.close(panel.config.id);
        },
      });
    },
  });
}

function remoteInput(f) {
  const input = control(f.key)[0];
  let asked = 0;
  input.addEventListener('input', async () => {
    delete state[f.key];
    const mine = ++asked;
    if (input.value.trim() === '') return;
    const found = await kit.ask('employers', input.value, { size: 100 });
    if (mine !== asked) return;
    dropdown.render({
      elem: input,
      id: 'remote',
      show: true,
      trigger: 'none',
      data: found.rows.length
        ? found.rows.map((r) => ({ title: r.label, id: r.value }))
        : [{ title: '无匹配数据', disabled: true }],
      style: `width:${input.offsetWidth}px;max-height:260px;overflow:auto`,
      click: (row) => {
        state[f.key] = row.id;
        input.value = row.title;
      },
    });
  });
  input.addEventListener('blur', () => {
    if (!state[f.key]) input.value = '';
  });
}

function openPicker(f) {
  const take = (row) => {
    state[f.key] = row.value;
    control(f.key).val(row.label);
    layer.close(index);
  };
  $('#picker-query').val('');
  const index = layer.open({
    type: 1,
    title: '选择单位',
    area: ['640px', '560px'],
    content: $('#picker'),
    btn: ['确定', '取消'],
    yes: () => {
      const chosen = table.checkStatus('picker-table').data[0];
      if (chosen) take(chosen);
      else layer.msg('请选择单位');
    },
  });
  table.render({
    elem: '#picker-table',
    url: '/api/employers',
    page: { limits: [10], layout: ['prev', 'page', 'next', 'count'] },
    limit: 10,
    height: 380,
    request: { pageName: 'page', limitName: 'size' },
    parseData: (answer) => ({ code: 0, count: answer.total, data: answer.rows }),
    cols: [
      [
        { type: 'radio' },
        { field: 'value', title: '单位编号', width: 120 },
        { field: 'label', title: '单位名称' },
      ],
    ],
  });
  table.on('rowDouble(picker-table)', ({ data }) => take(data));
  $('#picker-search')
    .off('click')
    .on('click', () => {
      table.reload('picker-table', { where: { q: $('#picker-query').val() }, page: { curr: 1 } });
    });
}

function valueOf(f) {
  const row = rowOf(f.key);
  switch (f.kind) {
    case 'picker':
    case 'tree':
    case 'remote-select':
    case 'upload':
      return state[f.key] ?? '';
    case 'checkbox':
    case 'switch':
      return control(f.key).prop('checked');
    case 'radio':
    case 'button-group':
      return row.find('input:checked').val() ?? '';
    case 'multi-select':
    case 'checkbox-group':
      return row
        .find('input:checked')
        .map((_, e) => e.value)
        .get();
    case 'cascader':
      return row.find(`[name="${kit.idOf(f.key)}_3"]`).val();
    default:
      return control(f.key).val() ?? '';
  }
}

async function save() {
  kit.pressed();
  if (!form.validate('#entry'))
    return kit.refused($('.layui-layer-dialog, .layui-layer-tips').text() || '必填项不能为空');
  const receipt = await kit.save('layui', Object.fromEntries(kit.fields.map((f) => [f.key, valueOf(f)])));
  layer.closeAll('page');
  layer.msg(`保存成功，受理编号：${receipt}`, { icon: 1 });
  kit.accepted(receipt);
}

form.verify({
  oneOf: (value, element) => {
    const name = element.getAttribute('name');
    if (!$(`#entry [name="${name}"]:checked`).length) return '必填项不能为空';
  },
});

$('#add').on('click', () => {
  if (kit.hiddenCopy) $('#copy').html(draw('copy_'));
  $('#entry').html(draw(''));
  layer.open({
    type: 1,
    title: '新增就业登记',
    area: ['960px', '92%'],
    content: $('#entry'),
    success: () => {
      form.render();
      showDependents();
      form.on(`select(${kit.idOf('employmentForm')})`, showDependents);
      kit.fields
        .filter((f) => f.kind === 'date')
        .forEach((f) => laydate.render({ elem: control(f.key)[0], btns: ['clear', 'now', 'confirm'] }));
      kit.fields.filter((f) => f.kind === 'cascader').forEach(linked);
      kit.fields.filter((f) => f.kind === 'tree').forEach(treeInput);
      kit.fields.filter((f) => f.kind === 'remote-select').forEach(remoteInput);
      upload.render({
        elem: '#entry .choose-file',
        auto: false,
        accept: 'file',
        choose: (chosen) =>
          chosen.preview((_, file) => {
            state.attachment = file.name;
            $('#entry .file-name').text(file.name);
          }),
      });
      // The layer is drawn at once but slides in.
      Promise.allSettled(document.getAnimations().map((a) => a.finished)).then(() => {
        kit.ready();
        if (kit.notice) layer.alert(kit.notice, { title: '提示' });
      });
    },
  });
});
$('#entry').on('click', '.query', async () => {
  const known = await kit.ask('person', control('idNumber').val());
  control('name').val(known?.name ?? '');
  control('sex').val(known?.sex ?? '');
  if (!known) layer.msg('未查询到人员基础信息');
});
$('#entry').on('click', '.pick', () => openPicker(kit.fields.find((f) => f.kind === 'picker')));
$('#entry').on('click', '[data-save]', save);
