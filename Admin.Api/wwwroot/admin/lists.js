import { T } from './texts.js';

// What is not filtered by does not stand in the address.
for (const form of document.querySelectorAll('form.filters')) {
  form.addEventListener('formdata', event => {
    for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name);
  });
}

// Lists: one box ticks all boxes of the page, and the bar says how many are ticked.
for (const list of document.querySelectorAll('[data-selection]')) {
  const boxes = [...list.querySelectorAll('input[type=checkbox][name=id]')];
  const all = list.querySelector('[data-select-page]');
  const count = list.querySelector('[data-selected]');
  const everything = list.querySelector('input[name=everything]');
  if (!all) continue;

  const many = Boolean(everything);
  const show = () => {
    const ticked = boxes.filter(box => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    if (count) {
      count.textContent = everything?.checked ? T('All pages selected')
        : many ? T('{0} of {1} on this page selected', ticked, boxes.length)
        : T('{0} of {1} selected', ticked, boxes.length);
    }
    for (const box of boxes) box.closest('tr').classList.toggle('selected', box.checked);
  };
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    if (many) everything.checked = false;
    show();
  });
  everything?.addEventListener('change', () => {
    for (const box of boxes) box.checked = everything.checked;
  });
  list.addEventListener('change', event => {
    // Without one of them it is no longer everything.
    if (many && boxes.includes(event.target) && !event.target.checked) everything.checked = false;
    show();
  });

  // Shift and a click tick everything in between.
  let last = null;
  for (const box of boxes) {
    box.addEventListener('click', event => {
      if (event.shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
      }
      last = box;
    });
  }
  show();
  // After Back the browser puts the ticks back, later than scripts run.
  addEventListener('pageshow', show);
}
