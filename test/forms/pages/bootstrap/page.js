const kit = window.FormKit;
const state = {};
const escape = (text) => $('<i>').text(text).html();
const optionsOf = (options) =>
  options.map((o) => `<option value="${o.value}">${escape(o.label)}</option>`).join('');
const please = '<option value="">请选择</option>';

function controlOf(f, name) {
  const plain = `id="${name}" name="${name}" class="form-control" autocomplete="off" placeholder="${escape(f.placeholder)}"${f.maxLength ? ` maxlength="${f.maxLength}"` : ''}`;
  const withButton = (control, css, text) =>
    `<div class="input-group">${control}<span class="input-group-btn"><button type="button" class="btn btn-default ${css}">${text}</button></span></div>`;
  switch (f.kind) {
    case 'textarea':
      return `<textarea ${plain} rows="2"></textarea>`;
    case 'number':
      return `<div class="input-group"><span class="input-group-btn"><button type="button" class="btn btn-default step" data-step="-1">−</button></span>
        <input type="text" ${plain}><span class="input-group-btn"><button type="button" class="btn btn-default step" data-step="1">＋</button></span></div>`;
    case 'date':
      return `<div class="input-group date"><input type="text" ${plain}${f.readOnlyInput ? ' readonly' : ''}><span class="input-group-addon"><i class="glyphicon glyphicon-calendar"></i></span></div>`;
    case 'select':
      return `<select id="${name}" name="${name}" class="selectpicker form-control" title="请选择"${f.key === 'ethnicity' ? ' data-live-search="true" data-size="8"' : ''}>${optionsOf(f.options)}</select>`;
    case 'multi-select':
      return `<select id="${name}" name="${name}" class="selectpicker form-control" multiple title="可多选" data-selected-text-format="count > 3">${optionsOf(f.options)}</select>`;
    case 'cascader':
      return `<div class="linked">${[1, 2, 3].map((n) => `<select name="${name}_${n}" class="form-control">${please}${n === 1 ? optionsOf(f.tree) : ''}</select>`).join('')}</div>`;
    case 'radio':
      return f.options
        .map(
          (o) =>
            `<label class="radio-inline"><input type="radio" name="${name}" value="${o.value}">${escape(o.label)}</label>`,
        )
        .join('');
    case 'button-group':
      return `<div class="btn-group" data-toggle="buttons">${f.options.map((o) => `<label class="btn btn-default"><input type="radio" name="${name}" value="${o.value}">${escape(o.label)}</label>`).join('')}</div>`;
    case 'checkbox-group':
      return f.options
        .map(
          (o) =>
            `<label class="checkbox-inline"><input type="checkbox" name="${name}" value="${o.value}">${escape(o.label)}</label>`,
        )
        .join('');
    case 'checkbox':
      return `<label class="checkbox-inline"><input type="checkbox" id="${name}" name="${name}" value="1">是</label>`;
    case 'switch':
      return `<input type="checkbox" id="${name}" name="${name}" class="switch" data-on-text="是" data-off-text="否">`;
    case 'tree':
      return withButton(`<input type="text" ${plain} readonly>`, 'open-tree', '…');
    case 'picker':
      return withButton(`<input type="text" ${plain} readonly>`, 'open-picker', '选择');
    case 'upload':
      return `<input type="file" id="${name}" name="${name}">`;
    default:
      if (f.key === 'idNumber') return withButton(`<input type="text" ${plain}>`, 'query', '查询');
      return `<input type="text" ${plain}${f.loaded ? ' readonly' : ''}>`;
  }
}

function draw(prefix) {
  const row = (f) =>
    `<div class="col-sm-${f.kind === 'textarea' ? 12 : 6}"><div class="form-group${f.required ? ' required' : ''}" data-row="${f.key}">
      <label class="col-sm-${f.kind === 'textarea' ? 2 : 4} control-label">${escape(f.label)}</label>
      <div class="col-sm-${f.kind === 'textarea' ? 10 : 8}">${controlOf(f, prefix + kit.idOf(f.key))}<span class="help-block"></span></div></div></div>`;
  return kit.sections
    .map(
      (
        section,
      ) => `<div class="panel panel-default"><div class="panel-heading">${section}</div><div class="panel-body">
        ${kit.fields
          .filter((f) => f.section === section)
          .map(row)
          .join('')}</div></div>`,
    )
    .join('');
}

const rowOf = (key) => $(`#form [data-row=${key}]`);
const control = (key) => rowOf(key).find(`[name="${kit.idOf(key)}"]`);

function clear(f) {
  delete state[f.key];
  const row = rowOf(f.key);
  row.find('input[type=checkbox], input[type=radio]').prop('checked', false);
  row.find('.btn.active').removeClass('active');
  row.find('input[type=text], textarea, select').val('');
  row.find('select.selectpicker').selectpicker('refresh');
}

function showDependents() {
  const present = new Set(
    kit.sections.flatMap((s) => kit.fieldsOf(s, control('employmentForm').val())).map((f) => f.key),
  );
  for (const f of kit.fields) {
    if (!present.has(f.key)) clear(f);
    rowOf(f.key).parent().toggle(present.has(f.key));
  }
}

function linked(f) {
  const selects = rowOf(f.key).find('select');
  selects.on('change', function () {
    const level = selects.index(this);
    let nodes = f.tree;
    for (let i = 0; i <= level; i++) nodes = nodes?.find((n) => n.value === selects.eq(i).val())?.children;
    selects.slice(level + 1).html(please);
    if (nodes) selects.eq(level + 1).append(optionsOf(nodes));
  });
}

function openTree(f) {
  const item = (n) =>
    `<li class="${n.children ? 'folded' : 'leaf'}" data-code="${n.value}"><span>${n.children ? '▸ ' : ''}<em style="font-style:normal">${escape(n.label)}</em></span>${n.children ? `<ul>${n.children.map(item).join('')}</ul>` : ''}</li>`;
  $('#tree .modal-body').html(`<ul>${f.tree.map(item).join('')}</ul>`);
  $('#tree .take')
    .off('click')
    .on('click', () => {
      const chosen = $('#tree .chosen').parent();
      if (!chosen.length) return;
      state[f.key] = chosen.data('code');
      control(f.key).val(chosen.find('em').text());
      $('#tree').modal('hide');
    });
  $('#tree').modal('show');
}
$('#tree').on('click', 'li.folded > span, li.unfolded > span', function () {
  $(this).parent().toggleClass('folded unfolded').children('ul').hide().slideToggle(150);
});
$('#tree').on('click', 'li.leaf > span', function () {
  $('#tree .chosen').removeClass('chosen');
  $(this).addClass('chosen');
});

const picker = { page: 1, query: '' };
async function loadPicker() {
  const found = await kit.ask('employers', picker.query, { page: picker.page, size: 10 });
  const pages = Math.max(1, Math.ceil(found.total / 10));
  $('#picker tbody').html(
    found.rows
      .map(
        (r, i) =>
          `<tr data-code="${r.value}"><td>${(picker.page - 1) * 10 + i + 1}</td><td>${r.value}</td><td>${escape(r.label)}</td></tr>`,
      )
      .join(''),
  );
  $('#picker .total').text(`共 ${found.total} 条`);
  $('#picker .pagination').html(
    Array.from(
      { length: pages },
      (_, i) =>
        `<li class="${i + 1 === picker.page ? 'active' : ''}"><a href="#" data-page="${i + 1}">${i + 1}</a></li>`,
    ).join(''),
  );
}
function takeEmployer() {
  const row = $('#picker tr.chosen');
  if (!row.length) return;
  state.employer = row.data('code');
  control('employer').val(row.children().last().text());
  $('#picker').modal('hide');
}
$('#picker')
  .on('click', '.search', () => {
    Object.assign(picker, { page: 1, query: $('#picker input').val() });
    loadPicker();
  })
  .on('click', '.pagination a', function (event) {
    event.preventDefault();
    picker.page = Number($(this).data('page'));
    loadPicker();
  })
  .on('click', 'tbody tr', function () {
    $(this).addClass('chosen').siblings().removeClass('chosen');
  })
  .on('dblclick', 'tbody tr', takeEmployer)
  .on('click', '.take', takeEmployer);

function valueOf(f) {
  const row = rowOf(f.key);
  switch (f.kind) {
    case 'picker':
    case 'tree':
    case 'remote-select':
      return state[f.key] ?? '';
    case 'checkbox':
    case 'switch':
      return control(f.key).prop('checked');
    case 'radio':
    case 'button-group':
      return row.find('input:checked').val() ?? '';
    case 'checkbox-group':
      return row
        .find('input:checked')
        .map((_, e) => e.value)
        .get();
    case 'multi-select':
      return control(f.key).val() ?? [];
    case 'cascader':
      return row.find('select').last().val();
    case 'upload':
      return control(f.key)[0].files[0]?.name ?? '';
    default:
      return control(f.key).val() ?? '';
  }
}

$('[data-save]').on('click', async () => {
  kit.pressed();
  const values = Object.fromEntries(kit.fields.map((f) => [f.key, valueOf(f)]));
  const present = kit.sections.flatMap((s) => kit.fieldsOf(s, values.employmentForm));
  const missing = present.filter((f) => f.required && (values[f.key] === '' || values[f.key].length === 0));
  for (const f of present) {
    rowOf(f.key)
      .toggleClass('has-error', missing.includes(f))
      .find('.help-block')
      .text(missing.includes(f) ? `请填写${f.label}` : '');
  }
  if (missing.length > 0) return kit.refused(missing.map((f) => `请填写${f.label}`).join('；'));
  const receipt = await kit.save('bootstrap', values);
  $('#message').html(`<div class="alert alert-success">保存成功，受理编号：${receipt}</div>`);
  kit.accepted(receipt);
});

$('#add').on('click', () => {
  if (kit.hiddenCopy) $('#copy').html(draw('copy_'));
  $('#form').html(draw(''));
  $('#form .selectpicker').selectpicker();
  $('#form .switch').bootstrapSwitch();
  $('#form .date').datepicker({ language: 'zh-CN', format: 'yyyy-mm-dd', autoclose: true, forceParse: true });
  control('post').typeahead({
    source: (text, done) => kit.ask('posts', text).then(done),
    minLength: 1,
    autoSelect: false,
  });
  control('insuredBy').typeahead({
    source: (text, done) =>
      kit
        .ask('employers', text, { size: 100 })
        .then((found) => done(found.rows.map((r) => ({ id: r.value, name: r.label })))),
    items: 'all',
    minLength: 2,
    autoSelect: false,
    afterSelect: (row) => (state.insuredBy = row.id),
  });
  control('insuredBy').on('input', () => delete state.insuredBy);
  control('insuredBy').on('blur', function () {
    // The list closes on blur too: look a moment later.
    setTimeout(() => state.insuredBy || $(this).val(''), 300);
  });
  kit.fields.filter((f) => f.kind === 'cascader').forEach(linked);
  control('employmentForm').on('changed.bs.select change', showDependents);
  showDependents();
  $('.nav-tabs a[href="#entry"]').one('shown.bs.tab', () => {
    kit.ready();
    if (kit.notice) {
      $('#notice .modal-body').text(kit.notice);
      $('#notice').modal('show');
    }
  });
  $('.nav-tabs a[href="#entry"]').tab('show');
});
$('#form')
  .on('click', '.query', async () => {
    const known = await kit.ask('person', control('idNumber').val());
    control('name').val(known?.name ?? '');
    control('sex').val(known?.sex ?? '');
  })
  .on('click', '.step', function () {
    const input = control('monthlyIncome');
    input.val(Math.max(0, Number(input.val() || 0) + Number($(this).data('step'))));
  })
  .on('click', '.open-tree', () => openTree(kit.fields.find((f) => f.kind === 'tree')))
  .on('click', '.open-picker', () => {
    Object.assign(picker, { page: 1, query: '' });
    $('#picker input').val('');
    loadPicker();
    $('#picker').modal('show');
  });
