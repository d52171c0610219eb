// A picture that does not load gives way to the sign beneath it; the form shows the picture while its address is typed.
import { T } from './texts.js';

const broken = image => image.closest('.picture')?.classList.add('missing');
// An error does not bubble; caught on its way down, those of pictures that come later are seen too.
document.addEventListener('error', event => { if (event.target instanceof HTMLImageElement) broken(event.target); }, true);
for (const image of document.querySelectorAll('.picture img')) {
  if (image.complete && image.naturalWidth === 0) broken(image);
}

// How much of its limit a field has used; what is too much is left to be shortened.
for (const counter of document.querySelectorAll('[data-limit]')) {
  const counted = document.getElementById(counter.dataset.for);
  const limit = Number(counter.dataset.limit);
  const show = () => {
    const length = [...counted.value.trim()].length;
    counter.textContent = ` ${T('{0} of {1} characters.', length, limit)}`;
    counter.classList.toggle('over', length > limit);
  };
  counted.addEventListener('input', show);
  if (!counted.readOnly) show();
}

const field = document.querySelector('[data-picture-source]');
const preview = document.querySelector('[data-picture-preview]');
if (field && preview) {
  const input = field.querySelector('input');
  const allowed = address => {
    try {
      return address !== '' && ['http:', 'https:'].includes(new URL(address, location.href).protocol);
    } catch {
      return false;
    }
  };
  const show = () => {
    const address = input.value.trim();
    preview.classList.toggle('missing', !allowed(address));
    let image = preview.querySelector('img');
    if (!allowed(address)) return image?.remove();
    if (!image) {
      image = document.createElement('img');
      image.alt = '';
      image.referrerPolicy = 'no-referrer';
      image.addEventListener('error', () => broken(image));
      image.addEventListener('load', () => preview.classList.remove('missing'));
      preview.prepend(image);
    }
    if (image.getAttribute('src') !== address) image.src = address;
  };
  let later;
  input.addEventListener('input', () => {
    clearTimeout(later);
    later = setTimeout(show, 300);
  });

  // A warning only: the picture may be put there later.
  const warning = field.querySelector('[data-picture-warning]');
  const warn = text => { warning.textContent = text; };
  const check = () => {
    const address = input.value.trim();
    if (address === '') return warn('');
    if (!/^(https?:\/\/|\/)/i.test(address)) return warn(T('The picture’s address does not begin with https:// or a slash.'));
    const probe = new Image();
    probe.referrerPolicy = 'no-referrer';
    probe.addEventListener('load', () => { if (input.value.trim() === address) warn(''); });
    probe.addEventListener('error', () => { if (input.value.trim() === address) warn(T('This picture does not load.')); });
    probe.src = address;
  };
  input.addEventListener('change', check);
  if (!input.readOnly) check();
}
