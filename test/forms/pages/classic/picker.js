const target = new URLSearchParams(location.search).get('target');
let page = 1;
let pages = 1;
let query = '';

async function load() {
  const parameters = new URLSearchParams({ q: query, page, size: 10 });
  const found = await (await fetch(`/api/employers?${parameters}`)).json();
  pages = Math.max(1, Math.ceil(found.total / 10));
  document.getElementById('where').textContent = `第${page}/${pages}页 共${found.total}条`;
  document.getElementById('rows').innerHTML = found.rows
    .map(
      (r) =>
        `<tr ondblclick="choose('${r.value}','${r.label}')"><td><input type="radio" name="row" value="${r.value}|${r.label}"></td><td>${r.value}</td><td>${r.label}</td></tr>`,
    )
    .join('');
}
function search() {
  query = document.getElementById('query').value.trim();
  page = 1;
  load();
}
function turn(by) {
  page = Math.min(pages, Math.max(1, page + by));
  load();
}
function choose(code, name) {
  window.opener.picked(target, code, name);
  window.close();
}
function take() {
  const row = document.querySelector('input[name=row]:checked');
  if (row) choose(...row.value.split('|'));
  else alert('请选择一条记录');
}
load();
