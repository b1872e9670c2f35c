function goPage(page) {
  document.listForm.pageNo.value = page;
  document.listForm.submit();
}
