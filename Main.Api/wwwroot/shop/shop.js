// Likes in place. Without this script the buttons are plain forms and lead back to where one was.
const say = (form, kind, text) => {
  const said = form.querySelector('[data-said]');
  said.className = `said ${kind}`;
  said.textContent = text;
};

for (const form of document.querySelectorAll('[data-like]')) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } });
      if (answer.status === 429) {
        say(form, 'bad', `Too many likes. Try again in ${answer.headers.get('Retry-After')} s.`);
      } else if (answer.status === 400) {
        say(form, 'bad', 'This page has expired. Load it again.');
      } else {
        const { kind, text, likes } = await answer.json();
        say(form, kind, text);
        if (likes !== undefined) {
          form.querySelector('[data-count]').textContent = likes.toLocaleString('en');
          form.querySelector('[data-noun]').textContent = likes === 1 ? 'like' : 'likes';
        }
        button.classList.toggle('liked', kind !== 'bad');
      }
    } catch {
      say(form, 'bad', 'This did not work. Try again later.');
    } finally {
      button.removeAttribute('aria-busy');
    }
  });
}

for (const image of document.querySelectorAll('.picture img')) {
  const broken = () => image.closest('.picture').classList.add('missing');
  image.addEventListener('error', broken);
  if (image.complete && image.naturalWidth === 0) broken();
}
