function toggle(id) {
  var items = document.getElementById(id);
  items.style.display = items.style.display === 'none' ? '' : 'none';
}
