// The side bar: folds in place instead of by a new page, and finds its entries by what one types.
import { remember } from './remember.js';

const fold = document.querySelector('[data-side-form]');
fold?.addEventListener('submit', event => {
  event.preventDefault();
  const button = event.submitter;
  const side = button.value;
  document.documentElement.dataset.side = side;
  remember('side', side);
  button.value = side === 'open' ? 'closed' : 'open';
  button.setAttribute('aria-expanded', String(side === 'open'));
});

const box = document.querySelector('[data-side-filter]');
if (box) {
  const side = box.closest('.side');
  const entries = [side.querySelector('.home'), ...side.querySelectorAll('li')];
  const linkOf = entry => entry.matches('a') ? entry : entry.querySelector('a');
  const shown = () => entries.filter(entry => !entry.hidden).map(linkOf);

  const filter = () => {
    const word = box.value.trim().toLowerCase();
    for (const entry of entries) {
      entry.hidden = !linkOf(entry).textContent.toLowerCase().includes(word);
      linkOf(entry).classList.remove('first');
    }
    for (const list of side.querySelectorAll('ul')) {
      list.previousElementSibling.hidden = list.hidden = [...list.children].every(entry => entry.hidden);
    }
    side.classList.toggle('filtered', word !== '');
    shown()[0]?.classList.add('first');
  };
  box.addEventListener('input', filter);

  // The arrows go through the entries, Enter opens the first, Escape shows all again.
  side.addEventListener('keydown', event => {
    const links = shown();
    const at = links.indexOf(document.activeElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (at < 0 && event.target !== box) return;
      event.preventDefault();
      (links[at + (event.key === 'ArrowDown' ? 1 : -1)] ?? box).focus();
    } else if (event.target === box && event.key === 'Enter') {
      if (box.value.trim() !== '') links[0]?.click();
    } else if (event.key === 'Escape' && box.value !== '') {
      box.value = '';
      filter();
      box.focus();
    }
  });
  box.hidden = false;
}
