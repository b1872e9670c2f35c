// A pop-up list: click a row and 确定, or double-click it.
var chosen = null;

function choose(row) {
  if (chosen) chosen.className = '';
  chosen = row;
  row.className = 'chosen';
}
function take() {
  if (!chosen) {
    alert('请选择一条记录！');
    return;
  }
  var call = chosen.getAttribute('picked');
  var at = call.indexOf('(');
  var values = JSON.parse('[' + call.substring(at + 1, call.length - 1) + ']');
  window.opener[call.substring(0, at)].apply(window.opener, values);
  window.close();
}
function goPage(page) {
  document.pickForm.pageNo.value = page;
  document.pickForm.submit();
}
