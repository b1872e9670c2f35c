// What every fixture page shares: the field list as data, the calls to the server, the marks that tests wait for.
window.FormKit = (() => {
  const { fields, idPrefix, notice, hiddenCopy } = window.FORM;
  const sections = [...new Set(fields.map((f) => f.section))];

  return {
    fields,
    sections,
    notice,
    hiddenCopy,
    /** Id or name that the page gives a control. */
    idOf: (key) => idPrefix + key,
    /** Fields of a section that are on the form for one 就业形式 (code or null). */
    fieldsOf(section, employmentForm) {
      const form = fields.find((f) => f.key === 'employmentForm');
      const label = form.options.find((o) => o.value === employmentForm)?.label;
      return fields.filter(
        (f) => f.section === section && (f.shownFor === null || f.shownFor.includes(label)),
      );
    },
    emptyValues() {
      const many = new Set(['multi-select', 'checkbox-group', 'cascader']);
      return Object.fromEntries(
        fields.map((f) => [
          f.key,
          many.has(f.kind)
            ? []
            : f.kind === 'switch' || f.kind === 'checkbox'
              ? false
              : f.kind === 'number'
                ? null
                : '',
        ]),
      );
    },
    async ask(what, query, more = {}) {
      const parameters = new URLSearchParams({ q: query, ...more });
      return (await fetch(`/api/${what}?${parameters}`)).json();
    },
    /** Posts the fields that are on the form; resolves to the receipt number. */
    async save(fixture, values) {
      const present = new Set(
        sections.flatMap((s) => window.FormKit.fieldsOf(s, values.employmentForm)).map((f) => f.key),
      );
      const posted = Object.fromEntries(Object.entries(values).filter(([key]) => present.has(key)));
      const response = await fetch(`/api/save/${fixture}`, { method: 'POST', body: JSON.stringify(posted) });
      return (await response.json()).receipt;
    },
    /** Marks for tests on the body: attributes only, nothing that a scan could take for a field. */
    ready() {
      top.document.body.setAttribute('data-form-ready', '');
    },
    pressed() {
      top.document.body.removeAttribute('data-receipt');
      top.document.body.removeAttribute('data-refused');
    },
    accepted(receipt) {
      top.document.body.setAttribute('data-receipt', receipt);
    },
    refused(text) {
      top.document.body.setAttribute('data-refused', text);
    },
  };
})();
