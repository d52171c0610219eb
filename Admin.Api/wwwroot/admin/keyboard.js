// Shortcuts. They are single keys, so they do nothing while one types.
const shortcuts = [
  ['/', 'Search this list', () => document.querySelector('[type=search]')],
  ['g', 'Go to the overview', () => document.querySelector('.side .home')],
  ['p', 'Go to the products', () => document.querySelector('.side a[href$="/admin/products"]')],
  ['n', 'Add a new one', () => document.querySelector('.tools a[data-add]') ?? document.querySelector('.side a.add')],
  ['s', 'Save this form', () => document.querySelector('button[name=then][value=list]')],
  ['?', 'Show these shortcuts', () => null],
];

const help = document.createElement('dialog');
help.className = 'shortcuts';
help.setAttribute('aria-labelledby', 'shortcuts-title');
help.innerHTML = '<h2 id="shortcuts-title">Keyboard shortcuts</h2><dl></dl><form method="dialog"><button autofocus>Close</button></form>';
for (const [key, meaning] of shortcuts) {
  const term = document.createElement('dt');
  const kbd = document.createElement('kbd');
  kbd.textContent = key;
  term.append(kbd);
  const text = document.createElement('dd');
  text.textContent = meaning;
  help.querySelector('dl').append(term, text);
}
document.body.append(help);

document.addEventListener('keydown', event => {
  const typing = event.target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === '?') {
    help.showModal();
    event.preventDefault();
    return;
  }
  const target = shortcuts.find(([key]) => key === event.key)?.[2]();
  if (!target) return;
  event.preventDefault();
  if (target.matches('input')) target.select();
  else target.click();
});
