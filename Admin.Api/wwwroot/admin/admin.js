// What the pages do better with a script. Every one of them works without.
import './drafts.js';
import './keyboard.js';
import './lines.js';
import './lists.js';
import './live.js';
import './pictures.js';
import { remember } from './remember.js';
import './search.js';
import './side.js';
import { T } from './texts.js';

// The server writes times in the viewer's zone, once it knows it; one that was chosen in My account goes first.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) remember('zone', zone);

// The theme changes in place instead of by a new page.
for (const form of document.querySelectorAll('[data-theme-form]')) {
  form.addEventListener('submit', event => {
    if (event.submitter?.name !== 'theme') return;
    event.preventDefault();
    document.documentElement.dataset.theme = event.submitter.value;
    remember('theme', event.submitter.value);
    for (const button of document.querySelectorAll('[data-theme-form] button[name=theme]')) {
      button.setAttribute('aria-pressed', String(button.value === event.submitter.value));
    }
  });
}

// A menu closes when one goes elsewhere.
for (const menu of document.querySelectorAll('[data-menu]')) {
  document.addEventListener('click', event => { if (!menu.contains(event.target)) menu.open = false; });
  // One who opens a form in it wants to fill it in.
  menu.addEventListener('toggle', () => { if (menu.open) menu.querySelector('input:not([type=hidden]):not([type=checkbox])')?.focus(); });
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
}

// A secret that is shown once is copied by one click; without a script, a click marks all of it.
for (const secret of document.querySelectorAll('[data-copy]')) {
  const button = secret.querySelector('button');
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(secret.querySelector('code').textContent);
    button.textContent = T('Copied');
  });
}

// What was typed is not lost by a slip.
for (const form of document.querySelectorAll('[data-guard]')) {
  let changed = false;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  addEventListener('beforeunload', event => { if (changed) event.preventDefault(); });
}
