// Shortcuts. They are single keys, so they do nothing while one types or a menu is open, and can be turned off.
import { T } from './texts.js';

const shortcuts = [
  ['/', T('Search this list'), () => document.querySelector('main [type=search]')],
  ['g', T('Go to the overview'), () => document.querySelector('.side .home')],
  ['p', T('Go to the products'), () => document.querySelector('.side a[href$="/admin/products"]')],
  ['n', T('Add a new one'), () => document.querySelector('.tools a[data-add]') ?? document.querySelector('.side a.add')],
  ['?', T('Show these shortcuts'), () => null],
];

const help = document.createElement('dialog');
help.className = 'shortcuts';
help.setAttribute('aria-labelledby', 'shortcuts-title');
help.innerHTML = `<h2 id="shortcuts-title">${T('Keyboard shortcuts')}</h2><dl></dl><label class="inline"><input type="checkbox" /> ${T('Use single keys in this browser')}</label><form method="dialog"><button autofocus>${T('Close')}</button></form>`;
const offKey = 'single-keys-off';
const single = help.querySelector('input');
single.checked = localStorage.getItem(offKey) === null;
single.addEventListener('change', () => {
  if (single.checked) localStorage.removeItem(offKey);
  else localStorage.setItem(offKey, 'true');
});
const modified = [
  [T('Ctrl S'), T('Save this form')],
  [T('Ctrl K'), T('Search everything')],
];
for (const [key, meaning] of [...shortcuts, ...modified]) {
  const term = document.createElement('dt');
  const kbd = document.createElement('kbd');
  kbd.textContent = key;
  term.append(kbd);
  const text = document.createElement('dd');
  text.textContent = meaning;
  help.querySelector('dl').append(term, text);
}
document.body.append(help);
const opener = document.querySelector('[data-shortcuts]');
if (opener) {
  opener.hidden = false;
  opener.addEventListener('click', () => {
    opener.closest('[data-menu]').open = false;
    help.showModal();
  });
}

// The one button that saves, wherever one types; a form of its own has the one it is in.
const save = () => {
  const form = document.activeElement?.closest('main form') ?? document.querySelector('main form[data-guard]') ?? document.querySelector('main form[method=post]:not(.drop, .theme)');
  const button = form?.querySelector('button.primary');
  if (button) form.requestSubmit(button);
  return Boolean(button);
};

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 's') {
    if (!help.open && save()) event.preventDefault();
    return;
  }
  const typing = event.target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
  if (!single.checked || document.querySelector('[data-menu][open]')) return;
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
