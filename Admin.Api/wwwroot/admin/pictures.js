// A picture that does not load gives way to the sign beneath it; the form shows the picture while its address is typed.
const broken = image => image.closest('.picture')?.classList.add('missing');
for (const image of document.querySelectorAll('.picture img')) {
  image.addEventListener('error', () => broken(image));
  if (image.complete && image.naturalWidth === 0) broken(image);
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
}
