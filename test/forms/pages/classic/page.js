const kit = window.FormKit;
const $ = (id) => document.getElementById(id);
const optionsOf = (options) => options.map((o) => `<option value="${o.value}">${o.label}</option>`).join('');
const please = '<option value="">--请选择--</option>';
const kept = 'classic-form';

function controlOf(f, name) {
  const plain = `id="${name}" name="${name}"${f.maxLength ? ` maxlength="${f.maxLength}"` : ''}`;
  // What is shown and what is sent are two inputs.
  const coded = (more) =>
    `<input type="text" id="${name}_text" name="${name}_text" readonly><input type="hidden" ${plain}>${more}`;
  switch (f.kind) {
    case 'textarea':
      return `<textarea ${plain} rows="3" cols="60"></textarea>`;
    case 'date':
      return `<input type="text" ${plain}${f.readOnlyInput ? ' readonly' : ''} size="12" onclick="openCalendar(this)">`;
    case 'select':
      return `<select ${plain}${f.key === 'employmentForm' ? ' onchange="reload()"' : ''}>${please}${optionsOf(f.options)}</select>`;
    case 'multi-select':
      return `<select ${plain} multiple size="4">${optionsOf(f.options)}</select>`;
    case 'cascader':
      return `<select name="${name}_1" onchange="linked('${f.key}',1)">${please}${optionsOf(f.tree)}</select><select name="${name}_2" onchange="linked('${f.key}',2)">${please}</select><select name="${name}_3">${please}</select>`;
    case 'radio':
    case 'button-group':
    case 'checkbox-group':
      return f.options
        .map(
          (o) =>
            `<input type="${f.kind === 'checkbox-group' ? 'checkbox' : 'radio'}" name="${name}" value="${o.value}">${o.label}`,
        )
        .join('&nbsp;');
    case 'checkbox':
    case 'switch':
      return `<input type="checkbox" ${plain} value="1">是`;
    case 'tree':
      return coded(`<input type="button" value="…" onclick="openTree('${f.key}')">`);
    case 'picker':
    case 'remote-select':
      return coded(
        `<img alt="选择" title="选择" width="16" height="16" style="background:#69c;cursor:pointer;vertical-align:middle" onclick="openPicker('${f.key}')">`,
      );
    case 'upload':
      return `<input type="file" ${plain}>`;
    default:
      if (f.key === 'idNumber')
        return `<input type="text" ${plain} size="22"><input type="button" value="查询" onclick="query()">`;
      return `<input type="text" ${plain}${f.loaded ? ' readonly style="background:#eee"' : ''}>`;
  }
}

function cells(f, prefix) {
  const star = f.required ? '<font color="red">*</font>' : '';
  return `<td class="label">${f.label}：${star}</td><td class="value"${f.kind === 'textarea' ? ' colspan="3"' : ''} data-cell="${f.key}">${controlOf(f, prefix + kit.idOf(f.key))}</td>`;
}

/** Two fields a row, as the pages of that time do; the long ones take a row of their own. */
function draw(chosen, prefix) {
  return kit.sections
    .map((section) => {
      const rows = [];
      for (const f of kit.fieldsOf(section, chosen)) {
        const last = rows.at(-1);
        if (f.kind === 'textarea' || !last || last.full || last.cells.length === 2) {
          rows.push({ full: f.kind === 'textarea', cells: [cells(f, prefix)] });
        } else last.cells.push(cells(f, prefix));
      }
      const lines = rows.map(
        (r) =>
          `<tr>${r.cells.join('')}${!r.full && r.cells.length === 1 ? '<td class="label"></td><td class="value"></td>' : ''}</tr>`,
      );
      return `<tr><td class="title" colspan="4">${section}</td></tr>${lines.join('')}`;
    })
    .join('');
}

const control = (key) => document.querySelector(`#form [name="${kit.idOf(key)}"]`);
const cell = (key) => document.querySelector(`#form [data-cell=${key}]`);

function linked(key, level) {
  const f = kit.fields.find((x) => x.key === key);
  const selects = [...cell(key).querySelectorAll('select')];
  let nodes = f.tree;
  for (const s of selects.slice(0, level)) nodes = nodes?.find((n) => n.value === s.value)?.children;
  selects.slice(level).forEach((s) => (s.innerHTML = please));
  // The next list comes from the server, a moment later.
  if (nodes) setTimeout(() => (selects[level].innerHTML = please + optionsOf(nodes)), 150);
}

async function query() {
  const known = await kit.ask('person', control('idNumber').value);
  if (!known) alert('未查询到人员基础信息');
  control('name').value = known?.name ?? '';
  control('sex').value = known?.sex ?? '';
}

function closeLayers() {
  document.querySelectorAll('.layer').forEach((l) => l.remove());
}
document.addEventListener('mousedown', (event) => {
  if (!event.target.closest('.layer')) closeLayers();
});

function layerUnder(element, className, html) {
  closeLayers();
  const box = element.getBoundingClientRect();
  const layer = document.createElement('div');
  layer.className = `layer ${className}`;
  layer.style.left = `${box.left + scrollX}px`;
  layer.style.top = `${box.bottom + scrollY}px`;
  layer.innerHTML = html;
  document.body.append(layer);
  return layer;
}

function openCalendar(input) {
  const start = input.value ? new Date(input.value) : new Date();
  const layer = layerUnder(input, 'calendar', '');
  const drawMonth = (year, month) => {
    const years = Array.from({ length: 60 }, (_, i) => 1980 + i);
    const months = Array.from({ length: 12 }, (_, i) => i);
    const first = new Date(year, month, 1).getDay();
    const days = new Date(year, month + 1, 0).getDate();
    const marks = [...Array(first).fill(''), ...Array.from({ length: days }, (_, i) => i + 1)];
    let table = '';
    for (let i = 0; i < marks.length; i += 7) {
      table += `<tr>${marks
        .slice(i, i + 7)
        .map((d) => `<td align="center">${d ? `<a class="day">${d}</a>` : ''}</td>`)
        .join('')}</tr>`;
    }
    layer.innerHTML = `<select class="y">${years.map((y) => `<option${y === year ? ' selected' : ''}>${y}</option>`).join('')}</select>年
      <select class="m">${months.map((m) => `<option value="${m}"${m === month ? ' selected' : ''}>${m + 1}</option>`).join('')}</select>月
      <table><tr>${'日一二三四五六'
        .split('')
        .map((d) => `<th>${d}</th>`)
        .join('')}</tr>${table}</table>
      <a class="empty">清空</a> <a class="today">今天</a> <a class="close">关闭</a>`;
  };
  const set = (text) => {
    input.value = text;
    closeLayers();
  };
  const day = (y, m, d) => `${y}-${String(m + 1).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  drawMonth(start.getFullYear(), start.getMonth());
  layer.onchange = () =>
    drawMonth(Number(layer.querySelector('.y').value), Number(layer.querySelector('.m').value));
  layer.onclick = (event) => {
    const link = event.target;
    if (link.className === 'day')
      set(
        day(
          Number(layer.querySelector('.y').value),
          Number(layer.querySelector('.m').value),
          link.textContent,
        ),
      );
    else if (link.className === 'empty') set('');
    else if (link.className === 'today')
      set(day(new Date().getFullYear(), new Date().getMonth(), new Date().getDate()));
    else if (link.className === 'close') closeLayers();
  };
}

function openTree(key) {
  const f = kit.fields.find((x) => x.key === key);
  const node = (n) =>
    n.children
      ? `<div class="branch"><a class="fold">＋</a><span>${n.label}</span><div class="children" style="display:none">${n.children.map(node).join('')}</div></div>`
      : `<div><a class="leaf" data-code="${n.value}">${n.label}</a></div>`;
  const layer = layerUnder($(`${kit.idOf(key)}_text`), 'tree', f.tree.map(node).join(''));
  layer.onclick = (event) => {
    if (event.target.className === 'fold') {
      const children = event.target.parentNode.querySelector('.children');
      children.style.display = children.style.display ? '' : 'none';
      event.target.textContent = children.style.display ? '＋' : '－';
    } else if (event.target.className === 'leaf') {
      $(kit.idOf(key)).value = event.target.dataset.code;
      $(`${kit.idOf(key)}_text`).value = event.target.textContent;
      closeLayers();
    }
  };
}

function openPicker(key) {
  window.open(`picker.html?target=${key}`, 'picker', 'width=560,height=460');
}
/** Called by the picker's window. */
function picked(key, code, name) {
  $(kit.idOf(key)).value = code;
  $(`${kit.idOf(key)}_text`).value = name;
}

function valueOf(f) {
  const all = [...document.querySelectorAll(`#form [name="${kit.idOf(f.key)}"]`)];
  switch (f.kind) {
    case 'checkbox':
    case 'switch':
      return all[0].checked;
    case 'radio':
    case 'button-group':
      return all.find((i) => i.checked)?.value ?? '';
    case 'checkbox-group':
      return all.filter((i) => i.checked).map((i) => i.value);
    case 'multi-select':
      return [...all[0].selectedOptions].map((o) => o.value);
    case 'cascader':
      return cell(f.key).querySelector('select:last-child').value;
    case 'upload':
      return all[0].files[0]?.name ?? '';
    default:
      return all[0].value;
  }
}

/** A choice of 就业形式 loads the page again, with what was filled so far. */
function reload() {
  const inputs = [...document.querySelectorAll('#form input, #form select, #form textarea')].filter(
    (i) => i.name && i.type !== 'file',
  );
  const values = inputs.map((i) => ({
    name: i.name,
    value:
      i.type === 'checkbox' || i.type === 'radio'
        ? `${i.value}`
        : i.multiple
          ? [...i.selectedOptions].map((o) => o.value)
          : i.value,
    checked: i.checked === true,
    html: i.tagName === 'SELECT' ? i.innerHTML : null,
  }));
  sessionStorage.setItem(kept, JSON.stringify(values));
  location.reload();
}

function restore() {
  const values = JSON.parse(sessionStorage.getItem(kept) ?? '[]');
  sessionStorage.removeItem(kept);
  $('form').innerHTML = draw(values.find((v) => v.name === kit.idOf('employmentForm'))?.value ?? null, '');
  for (const { name, value, checked, html } of values) {
    for (const i of document.querySelectorAll(`#form [name="${name}"]`)) {
      if (i.type === 'checkbox' || i.type === 'radio') i.checked = i.value === value ? checked : i.checked;
      else if (i.multiple) for (const o of i.options) o.selected = value.includes(o.value);
      else {
        if (html !== null) i.innerHTML = html;
        i.value = value;
      }
    }
  }
}

async function save() {
  kit.pressed();
  const present = kit.sections.flatMap((s) => kit.fieldsOf(s, control('employmentForm').value));
  const values = Object.fromEntries(present.map((f) => [f.key, valueOf(f)]));
  const missing = present.filter((f) => f.required && (values[f.key] === '' || values[f.key].length === 0));
  if (missing.length > 0) {
    kit.refused(`${missing[0].label}不能为空`);
    alert(`${missing[0].label}不能为空`);
    return;
  }
  if (!confirm('确定要保存吗？')) return kit.refused('取消保存');
  const receipt = await kit.save('classic', values);
  alert(`保存成功，受理编号：${receipt}`);
  kit.accepted(receipt);
}

restore();
if (kit.hiddenCopy) $('copy').innerHTML = `<table>${draw(null, 'copy_')}</table>`;
kit.ready();
if (kit.notice) alert(kit.notice);
