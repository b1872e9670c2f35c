// The entry form of the legacy skin, in the manner of its time.
function input(name) {
  return document.entryForm[name];
}
function valueOf(name) {
  var control = input(name);
  if (!control) return '';
  return (control.value || '').replace(/^\s+|\s+$/g, '');
}
function initForm() {
  if (DIALOG && DIALOG.when === 'open') {
    setTimeout(function () {
      alert(DIALOG.message);
    }, 50);
  }
  if (RENDER_AFTER > 0) {
    var content = document.getElementById('content');
    content.style.display = 'none';
    setTimeout(function () {
      content.style.display = '';
    }, RENDER_AFTER);
  }
}
function notice(when) {
  if (DIALOG && DIALOG.when === when) alert(DIALOG.message);
}
function doQuery() {
  if (valueOf('aac002') === '') {
    alert('请输入身份证号码！');
    return;
  }
  notice('query');
  document.entryForm.action = '/czjy/query.do';
  document.entryForm.submit();
}
function newForm() {
  location.href = '/czjy/entry.do';
}
function isShown(field) {
  return field.forms === null || contains(field.forms, valueOf('aac318'));
}
function isRequired(field) {
  return field.required === true || (field.required !== false && contains(field.required, valueOf('aac318')));
}
function contains(list, value) {
  for (var i = 0; i < list.length; i++) if (list[i] === value) return true;
  return false;
}
// 就业形式 decides which fields there are; a field that goes keeps nothing.
function changeForm() {
  for (var i = 0; i < FIELDS.length; i++) {
    var field = FIELDS[i];
    var label = document.getElementById('l_' + field.name);
    var cell = document.getElementById('c_' + field.name);
    if (!label || !cell) continue;
    var shown = isShown(field);
    label.style.display = shown ? '' : 'none';
    cell.style.display = shown ? '' : 'none';
    if (!shown) {
      input(field.name).value = '';
      if (input(field.name + '_text')) input(field.name + '_text').value = '';
    }
    document.getElementById('star_' + field.name).innerHTML = isRequired(field) ? '*' : '';
  }
}
function doSave() {
  if (!OPENED) {
    alert('请先输入身份证号码并查询！');
    return;
  }
  for (var i = 0; i < FIELDS.length; i++) {
    var field = FIELDS[i];
    if (isShown(field) && isRequired(field) && valueOf(field.name) === '') {
      alert(field.label + '不能为空！');
      return;
    }
  }
  notice('save');
  if (!confirm('确认提交该人员的就业登记信息吗？')) return;
  input('_rid').value = new Date().getTime() + '' + Math.random();
  document.entryForm.action = '/czjy/save.do';
  document.entryForm.submit();
}

function openCode(name, table) {
  window.open('/common/code.do?name=' + name, 'code_' + table, 'width=460,height=470,left=300,top=120');
}
function openUnit() {
  window.open('/common/unit.do', 'unit', 'width=640,height=470,left=260,top=120');
}
// Called by the pop-up windows.
function pickCode(name, code, label, sector) {
  input(name).value = code;
  input(name + '_text').value = label;
  if (sector !== null) input('aab054').value = sector;
}
function pickUnit(unit) {
  for (var name in unit) if (input(name)) input(name).value = unit[name];
}
