const kit = window.FormKit;
const byId = (id) => document.getElementById(id);
let chosenEmployer = '';

function element(tag, attributes = {}, children = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false)
      made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

const optionList = (options) => options.map((o) => element('option', { value: o.value }, [o.label]));
const please = () => element('option', { value: '' }, ['--请选择--']);

/** The control or controls of a field; `name` is what the page calls it. */
function controls(f, name) {
  const plain = { id: name, name, placeholder: f.placeholder || null, maxlength: f.maxLength };
  switch (f.kind) {
    case 'textarea':
      return [element('textarea', { ...plain, rows: 3 })];
    case 'number':
      return [element('input', { ...plain, type: 'number', min: 0, step: 'any' })];
    case 'date':
      return [element('input', { ...plain, type: 'date' })];
    case 'switch':
      return [element('input', { ...plain, type: 'checkbox', role: 'switch' })];
    case 'checkbox':
      return [element('input', { ...plain, type: 'checkbox' })];
    case 'upload':
      return [element('input', { ...plain, type: 'file' })];
    case 'radio':
    case 'button-group':
    case 'checkbox-group':
      return f.options.map((o) =>
        element('label', {}, [
          element('input', {
            type: f.kind === 'checkbox-group' ? 'checkbox' : 'radio',
            name,
            value: o.value,
          }),
          ` ${o.label} `,
        ]),
      );
    case 'select':
      return [element('select', plain, [please(), ...optionList(f.options)])];
    case 'multi-select':
      return [element('select', { ...plain, multiple: true, size: 4 }, optionList(f.options))];
    case 'tree':
      return [
        element('select', plain, [
          please(),
          ...f.tree.map((n) => element('optgroup', { label: n.label }, optionList(n.children))),
        ]),
      ];
    case 'cascader':
      return linkedSelects(f, name);
    case 'autocomplete':
      return [
        element('input', { ...plain, list: `${name}-list` }),
        element(
          'datalist',
          { id: `${name}-list` },
          f.options.map((o) => element('option', { value: o.label })),
        ),
      ];
    case 'remote-select':
      return searchBox(f, name);
    case 'picker':
      return [
        element('input', { ...plain, readonly: true, placeholder: '请选择单位' }),
        element('button', { type: 'button', class: 'pick' }, ['选择']),
      ];
    default:
      return f.key === 'idNumber'
        ? [element('input', plain), element('button', { type: 'button', class: 'query' }, ['查询'])]
        : [element('input', { ...plain, disabled: f.loaded })];
  }
}

/** Three selects in a row; each fills the next. */
function linkedSelects(f, name) {
  const selects = [1, 2, 3].map((level) => element('select', { name: `${name}_${level}` }, [please()]));
  selects[0].append(...optionList(f.tree));
  selects.forEach((select, i) =>
    select.addEventListener('change', () => {
      let nodes = f.tree;
      for (const s of selects.slice(0, i + 1)) nodes = nodes?.find((n) => n.value === s.value)?.children;
      selects.slice(i + 1).forEach((s) => s.replaceChildren(please()));
      if (nodes && selects[i + 1]) selects[i + 1].append(...optionList(nodes));
    }),
  );
  return selects;
}

/** ARIA combobox with a list from the server; the code is kept beside the text. */
function searchBox(f, name) {
  const list = element('ul', { role: 'listbox', id: `${name}-options`, hidden: true });
  const input = element('input', {
    id: name,
    name,
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': `${name}-options`,
    placeholder: f.placeholder,
  });
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
  };
  let asked = 0;
  input.addEventListener('input', async () => {
    delete input.dataset.code;
    const mine = ++asked;
    if (input.value.trim() === '') return show(false);
    const found = await kit.ask('employers', input.value, { size: 100 });
    if (mine !== asked) return;
    list.replaceChildren(
      ...found.rows.map((row) => {
        const item = element('li', { role: 'option' }, [row.label]);
        item.addEventListener('mousedown', (event) => event.preventDefault());
        item.addEventListener('click', () => {
          input.value = row.label;
          input.dataset.code = row.value;
          show(false);
        });
        return item;
      }),
    );
    show(true);
  });
  input.addEventListener('blur', () => {
    show(false);
    if (!input.dataset.code) input.value = '';
  });
  return [element('div', { class: 'search-box' }, [input, list])];
}

function fieldRow(f, copy) {
  const name = kit.idOf(f.key) + (copy ? '_copy' : '');
  const grouped = ['radio', 'button-group', 'checkbox-group', 'cascader'].includes(f.kind);
  return element(
    'div',
    {
      class: `field${f.required ? ' required' : ''}${f.kind === 'textarea' ? ' wide' : ''}`,
      'data-row': f.key,
    },
    [
      grouped
        ? element('span', { class: 'label' }, [f.label])
        : element('label', { class: 'label', for: name }, [f.label]),
      element('div', {}, controls(f, name)),
      element('div', { class: 'error' }),
    ],
  );
}

function draw(target, copy) {
  target.replaceChildren(
    ...kit.sections.map((section) =>
      element('fieldset', {}, [
        element('legend', {}, [section]),
        ...kit.fields.filter((f) => f.section === section).map((f) => fieldRow(f, copy)),
      ]),
    ),
  );
}

const row = (key) => byId('form').querySelector(`[data-row=${key}]`);
const control = (key) => byId('form').querySelector(`[name="${kit.idOf(key)}"]`);

function valueOf(f) {
  const cell = row(f.key);
  const name = kit.idOf(f.key);
  switch (f.kind) {
    case 'switch':
    case 'checkbox':
      return control(f.key).checked;
    case 'checkbox-group':
      return [...cell.querySelectorAll('input:checked')].map((i) => i.value);
    case 'radio':
    case 'button-group':
      return cell.querySelector('input:checked')?.value ?? '';
    case 'multi-select':
      return [...control(f.key).selectedOptions].map((o) => o.value);
    case 'cascader':
      return cell.querySelector(`[name="${name}_3"]`).value;
    case 'remote-select':
      return control(f.key).dataset.code ?? '';
    case 'picker':
      return chosenEmployer;
    case 'upload':
      return control(f.key).files[0]?.name ?? '';
    default:
      return control(f.key).value;
  }
}

function clear(f) {
  for (const c of row(f.key).querySelectorAll('input, select, textarea')) {
    if (c.type === 'checkbox' || c.type === 'radio') c.checked = false;
    else c.value = '';
  }
  if (f.kind === 'picker') chosenEmployer = '';
}

function showDependents() {
  const chosen = control('employmentForm').value;
  const present = new Set(kit.sections.flatMap((s) => kit.fieldsOf(s, chosen)).map((f) => f.key));
  for (const f of kit.fields) {
    if (!present.has(f.key)) clear(f);
    row(f.key).hidden = !present.has(f.key);
    row(f.key).style.display = present.has(f.key) ? '' : 'none';
  }
}

const picker = { page: 1, query: '', pages: 1 };
async function loadPicker() {
  const found = await kit.ask('employers', picker.query, { page: picker.page, size: 10 });
  picker.pages = Math.max(1, Math.ceil(found.total / 10));
  byId('picker-page').textContent = `第 ${picker.page} / ${picker.pages} 页，共 ${found.total} 条`;
  byId('picker-rows').replaceChildren(
    ...found.rows.map((r) => {
      const take = element('button', { type: 'button' }, ['选择']);
      take.addEventListener('click', () => {
        chosenEmployer = r.value;
        control('employer').value = r.label;
        byId('picker').close();
      });
      return element('tr', {}, [
        element('td', {}, [r.value]),
        element('td', {}, [r.label]),
        element('td', {}, [take]),
      ]);
    }),
  );
}
byId('picker-search').addEventListener('click', () => {
  picker.query = byId('picker-query').value.trim();
  picker.page = 1;
  loadPicker();
});
byId('picker-previous').addEventListener('click', () => {
  picker.page = Math.max(1, picker.page - 1);
  loadPicker();
});
byId('picker-next').addEventListener('click', () => {
  picker.page = Math.min(picker.pages, picker.page + 1);
  loadPicker();
});
byId('picker-close').addEventListener('click', () => byId('picker').close());

document.addEventListener('click', async (event) => {
  if (event.target.closest('#form .pick')) {
    Object.assign(picker, { page: 1, query: '' });
    byId('picker-query').value = '';
    byId('picker').showModal();
    loadPicker();
  } else if (event.target.closest('#form .query')) {
    const known = await kit.ask('person', control('idNumber').value);
    control('name').value = known?.name ?? '';
    control('sex').value = known?.sex ?? '';
    byId('message').textContent = known ? '' : '未查询到人员基础信息';
  } else if (event.target.closest('[data-save]')) await save();
});

async function save() {
  kit.pressed();
  const values = Object.fromEntries(kit.fields.map((f) => [f.key, valueOf(f)]));
  const present = kit.sections.flatMap((s) => kit.fieldsOf(s, values.employmentForm));
  const missing = present.filter((f) => f.required && (values[f.key] === '' || values[f.key].length === 0));
  for (const f of present)
    row(f.key).querySelector('.error').textContent = missing.includes(f) ? `请填写${f.label}` : '';
  if (missing.length > 0) return kit.refused(missing.map((f) => `请填写${f.label}`).join('；'));
  const receipt = await kit.save('native', values);
  byId('message').textContent = `保存成功，受理编号：${receipt}`;
  kit.accepted(receipt);
}

byId('add').addEventListener('click', () => {
  byId('list').hidden = true;
  byId('entry').hidden = false;
  draw(byId('form'), false);
  if (kit.hiddenCopy) draw(byId('copy'), true);
  control('employmentForm').addEventListener('change', showDependents);
  showDependents();
  kit.ready();
  if (kit.notice) alert(kit.notice);
});
