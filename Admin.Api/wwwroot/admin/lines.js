// Line numbers beside a text of many lines, and the way from an error to its line.
for (const text of document.querySelectorAll('textarea[data-lines]')) {
  const box = document.createElement('div');
  box.className = 'lines';
  const numbers = document.createElement('pre');
  numbers.setAttribute('aria-hidden', 'true');
  text.before(box);
  box.append(numbers, text);
  text.wrap = 'off';

  const follow = () => { numbers.scrollTop = text.scrollTop; };
  const count = () => {
    const lines = text.value.split('\n').length;
    if (lines !== numbers.textContent.split('\n').length || numbers.textContent === '') {
      numbers.textContent = Array.from({ length: lines }, (_, index) => index + 1).join('\n');
    }
    follow();
  };
  text.addEventListener('input', count);
  text.addEventListener('scroll', follow);
  count();

  for (const link of document.querySelectorAll(`a[data-line][href="#${text.id}"]`)) {
    link.addEventListener('click', event => {
      event.preventDefault();
      const lines = text.value.split('\n');
      const before = lines.slice(0, link.dataset.line - 1);
      const start = before.reduce((sum, line) => sum + line.length + 1, 0);
      text.focus();
      text.setSelectionRange(start, start + (lines[link.dataset.line - 1] ?? '').length);
      text.scrollTop = text.scrollHeight / lines.length * Math.max(0, before.length - 2);
      box.scrollIntoView({ block: 'nearest' });
    });
  }
}
