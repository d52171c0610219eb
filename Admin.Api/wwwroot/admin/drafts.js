// What was typed and sent is kept in this tab until the server has it (saved.js): its answer may be an error, or never come.
import { T } from './texts.js';

const longest = 500_000;
const key = 'draft:' + location.pathname;
const user = document.querySelector('.menu .name')?.textContent;
const form = document.querySelector('form[data-guard]');
const answersForm = document.querySelector('meta[name=request-method]')?.content === 'POST';

const drafts = {
  read: () => JSON.parse(sessionStorage.getItem(key) ?? 'null'),
  write: fields => {
    const text = JSON.stringify({ user, fields });
    try {
      if (text.length <= longest) sessionStorage.setItem(key, text);
    } catch {
      // No room: then only this help is missing.
    }
  },
  remove: () => sessionStorage.removeItem(key),
};

// Passwords, files and the page's own token are never kept.
const fields = () => [...form.elements].filter(field =>
  field.name && !field.disabled && !field.readOnly && !field.name.startsWith('__') && !['password', 'file', 'submit', 'button'].includes(field.type));
const isBox = field => ['checkbox', 'radio'].includes(field.type);
const values = () => fields().map(field => [field.name, isBox(field) ? [field.value, field.checked] : field.value]);
const typed = entries => JSON.stringify(entries.filter(([name]) => !form.elements[name]?.matches?.('[type=hidden]')));

const fill = entries => {
  const left = [...entries];
  for (const field of fields()) {
    const at = left.findIndex(([name, value]) => name === field.name && (!isBox(field) || value[0] === field.value));
    if (at < 0) continue;
    const [[, value]] = left.splice(at, 1);
    if (isBox(field)) field.checked = value[1];
    else field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
};

const restore = draft => {
  const loaded = values();
  fill(draft.fields);
  const note = document.createElement('div');
  note.className = 'flash warning draft';
  note.setAttribute('role', 'status');
  const text = document.createElement('p');
  text.textContent = T('This is what you typed before. It is not saved yet.');
  const discard = document.createElement('button');
  discard.type = 'button';
  discard.className = 'link';
  discard.textContent = T('Discard it');
  discard.addEventListener('click', () => {
    drafts.remove();
    fill(loaded);
    note.remove();
  });
  note.append(text, discard);
  form.prepend(note);
};

if (form) {
  const draft = drafts.read();
  form.addEventListener('submit', () => drafts.write(values()));
  // An answer to the form has in it what was typed.
  if (answersForm || (draft && draft.user !== user)) drafts.remove();
  else if (draft) {
    addEventListener('DOMContentLoaded', () => {
      if (typed(draft.fields) === typed(values())) drafts.remove();
      else restore(draft);
    });
  }
}

// A kept form goes back to its page by itself; not when one comes here by the browser's Back.
const [visit] = performance.getEntriesByType('navigation');
if (visit?.type !== 'back_forward') document.querySelector('form[data-continue=true]')?.requestSubmit();
