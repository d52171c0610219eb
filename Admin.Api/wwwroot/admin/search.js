// Ctrl+K opens the search over everything in place; without a script the link leads to its page.
import { T } from './texts.js';

const link = document.querySelector('[data-find]');
if (link) {
  const dialog = document.createElement('dialog');
  dialog.className = 'finder';
  dialog.setAttribute('aria-label', T('Search everything'));
  dialog.innerHTML = '<form method="dialog"><input type="search" maxlength="100" autocomplete="off" /></form><div class="found" aria-live="polite"></div>';
  document.body.append(dialog);
  const input = dialog.querySelector('input');
  input.placeholder = input.ariaLabel = T('Search products, users, groups and pages');
  const found = dialog.querySelector('.found');
  const links = () => [...found.querySelectorAll('a')];

  let later;
  let asked = 0;
  const ask = async () => {
    const number = ++asked;
    const address = new URL(link.href);
    address.searchParams.set('q', input.value);
    const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => null);
    if (number !== asked) return;
    const page = answer?.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
    const results = page?.querySelector('[data-results]');
    if (results) found.replaceChildren(...results.childNodes);
    else found.textContent = T('The search did not work. Try again, or reload the page.');
  };
  input.addEventListener('input', () => {
    clearTimeout(later);
    later = setTimeout(ask, 150);
  });

  // The arrows go through the results, Enter opens the first.
  dialog.addEventListener('keydown', event => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      (all[at + (event.key === 'ArrowDown' ? 1 : -1)] ?? input).focus();
    } else if (event.key === 'Enter' && event.target === input) {
      event.preventDefault();
      if (all.length > 0) all[0].click();
    }
  });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });

  const open = () => {
    dialog.showModal();
    input.select();
    ask();
  };
  link.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    if (!dialog.open && !document.querySelector('dialog[open]')) open();
  });
}
