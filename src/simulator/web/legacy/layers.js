// Layers over the page: a calendar in a frame of its own, and the tree of places.
var calendarFor = null;
var treeFor = null;
var treePicked = null;

function layer(id, html) {
  var box = document.getElementById(id);
  if (!box) {
    box = document.createElement('div');
    box.id = id;
    box.className = 'layer';
    document.body.appendChild(box);
  }
  box.innerHTML = html;
  box.style.display = 'block';
  return box;
}
function placeUnder(box, control) {
  var at = control.getBoundingClientRect();
  box.style.left = at.left + document.body.scrollLeft + 'px';
  var below = at.bottom + document.body.scrollTop;
  var room = document.body.scrollTop + document.body.clientHeight - box.offsetHeight;
  box.style.top = Math.max(0, Math.min(below, room)) + 'px';
}

function openCalendar(control) {
  calendarFor = control;
  var src = '/common/calendar.do?value=' + control.value;
  var box = layer(
    'calendarLayer',
    '<iframe src="' + src + '" width="212" height="226" frameborder="0" scrolling="no"></iframe>',
  );
  placeUnder(box, control);
}
// Called by the calendar's frame; null: closed without a choice.
function calendarPicked(day) {
  if (day !== null && calendarFor) calendarFor.value = day;
  document.getElementById('calendarLayer').style.display = 'none';
}

function openTree(name) {
  treeFor = name;
  treePicked = null;
  var box = layer(
    'treeLayer',
    '<div class="layertitle">请选择就业地</div><div class="tree" id="treeBody"></div>' +
      '<div class="layerfoot"><input type="button" class="btn" value="确 定" onclick="takePlace()"> ' +
      '<input type="button" class="btn" value="取 消" onclick="closeTree()"></div>',
  );
  placeUnder(box, document.entryForm[name + '_text']);
  grow(document.getElementById('treeBody'), '', []);
}
function closeTree() {
  document.getElementById('treeLayer').style.display = 'none';
}
// Fetches the children of a node when it is unfolded for the first time.
function grow(into, parent, path) {
  into.innerHTML = '<div class="node">加载中...</div>';
  var request = new XMLHttpRequest();
  request.open('GET', '/common/region.do?parent=' + parent, true);
  request.onreadystatechange = function () {
    if (request.readyState !== 4) return;
    if (request.status !== 200) {
      into.innerHTML = '<div class="node">加载失败</div>';
      return;
    }
    // An expired session answers with a page.
    if (request.responseText.charAt(0) !== '[') {
      alert('登录已失效，请重新登录');
      top.location.href = '/login.do';
      return;
    }
    var nodes = JSON.parse(request.responseText);
    into.innerHTML = '';
    for (var i = 0; i < nodes.length; i++) into.appendChild(drawNode(nodes[i], path));
  };
  request.send(null);
}
function drawNode(node, path) {
  var item = document.createElement('div');
  var line = document.createElement('div');
  var children = document.createElement('div');
  var here = path.concat([node.name]);
  line.className = 'node';
  line.innerHTML =
    (node.leaf ? '<span class="leaf"></span>' : '<span class="switch">+</span>') +
    '<a href="javascript:void(0)">' +
    node.name +
    '</a>';
  children.className = 'children';
  children.style.display = 'none';
  line.getElementsByTagName('a')[0].onclick = function () {
    var old = document.getElementById('treeChosen');
    if (old) old.id = '';
    this.id = 'treeChosen';
    treePicked = { code: node.code, leaf: node.leaf, path: here };
  };
  line.getElementsByTagName('a')[0].ondblclick = function () {
    if (node.leaf) takePlace();
  };
  if (!node.leaf) {
    line.getElementsByTagName('span')[0].onclick = function () {
      var open = children.style.display === 'none';
      children.style.display = open ? 'block' : 'none';
      this.innerHTML = open ? '-' : '+';
      if (open && children.innerHTML === '') grow(children, node.code, here);
    };
  }
  item.appendChild(line);
  item.appendChild(children);
  return item;
}
function takePlace() {
  if (!treePicked || !treePicked.leaf) {
    alert('请选择到村（社区）！');
    return;
  }
  document.entryForm[treeFor].value = treePicked.code;
  document.entryForm[treeFor + '_text'].value = treePicked.path.join(' / ');
  document.entryForm['yab004'].value = CLASSES[treePicked.code] || '';
  closeTree();
}
