// A calendar in a frame; tells the page that holds it which day was clicked.
var shownYear;
var shownMonth;
var chosenDay;

function two(number) {
  return (number < 10 ? '0' : '') + number;
}
function drawCalendar(value) {
  var parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  var today = new Date();
  shownYear = parts ? parseInt(parts[1], 10) : today.getFullYear();
  shownMonth = parts ? parseInt(parts[2], 10) : today.getMonth() + 1;
  chosenDay = value;
  draw();
}
function move(months) {
  var moved = shownYear * 12 + (shownMonth - 1) + months;
  shownYear = Math.floor(moved / 12);
  shownMonth = (moved % 12) + 1;
  draw();
}
function setYear(control) {
  shownYear = parseInt(control.value, 10) || shownYear;
  draw();
}
function setMonth(control) {
  shownMonth = parseInt(control.value, 10);
  draw();
}
function draw() {
  var months = '';
  for (var m = 1; m <= 12; m++)
    months += '<option value="' + m + '"' + (m === shownMonth ? ' selected' : '') + '>' + m + '月</option>';
  var head =
    '<table class="cal" cellspacing="0"><tr><td colspan="7" class="calhead"><a href="javascript:move(-12)">&lt;&lt;</a> <a href="javascript:move(-1)">&lt;</a> ' +
    '<input type="text" size="4" maxlength="4" value="' +
    shownYear +
    '" onchange="setYear(this)">年 ' +
    '<select onchange="setMonth(this)">' +
    months +
    '</select> <a href="javascript:move(1)">&gt;</a> <a href="javascript:move(12)">&gt;&gt;</a></td></tr>' +
    '<tr><th>日</th><th>一</th><th>二</th><th>三</th><th>四</th><th>五</th><th>六</th></tr>';
  var first = new Date(shownYear, shownMonth - 1, 1).getDay();
  var rows = '';
  for (var cell = 0; cell < 42; cell++) {
    var date = new Date(shownYear, shownMonth - 1, 1 - first + cell);
    var text = date.getFullYear() + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate());
    var kind = date.getMonth() + 1 === shownMonth ? 'day' : 'other';
    if (text === chosenDay) kind += ' chosen';
    if (cell % 7 === 0) rows += '<tr>';
    rows +=
      '<td class="' +
      kind +
      '" onclick="parent.calendarPicked(\'' +
      text +
      '\')">' +
      date.getDate() +
      '</td>';
    if (cell % 7 === 6) rows += '</tr>';
  }
  document.getElementById('calendar').innerHTML =
    head +
    rows +
    '<tr><td colspan="7" class="calfoot"><a href="javascript:parent.calendarPicked(\'\')">清空</a> <a href="javascript:parent.calendarPicked(null)">关闭</a></td></tr></table>';
}
