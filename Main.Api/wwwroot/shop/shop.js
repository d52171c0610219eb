// Likes in place. Without this script the buttons are plain forms and lead back to where one was.
const translated = JSON.parse(document.getElementById('texts')?.textContent ?? '{}');
const T = (english, ...values) => (translated[english] ?? english).replace(/\{(\d)\}/g, (_, place) => values[place]);
const { lang, dataset } = document.documentElement;

const say = (form, kind, text) => {
  const said = form.querySelector('[data-said]');
  said.className = `said ${kind}`;
  said.textContent = text;
};

const like = async form => {
  const button = form.querySelector('button');
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } });
    if (answer.status === 429) {
      say(form, 'bad', T('Too many likes. Try again in {0} s.', answer.headers.get('Retry-After')));
    } else if (answer.status === 400) {
      say(form, 'bad', T('Please reload the page.'));
    } else {
      const { kind, text, likes } = await answer.json();
      say(form, kind, text);
      if (likes !== undefined) {
        form.querySelector('[data-count]').textContent = likes.toLocaleString('en').replaceAll(',', dataset.group);
        form.querySelector('[data-noun]').textContent = new Intl.PluralRules(lang).select(likes) === 'one' ? T('like') : T('likes');
      }
      if (kind !== 'bad') {
        button.disabled = true;
        form.querySelector('[data-word]').textContent = T('Liked');
      }
    }
  } catch {
    say(form, 'bad', T('Likes are unavailable right now.'));
  } finally {
    button.removeAttribute('aria-busy');
  }
};

// One after the other: each answer sets the cookie with the products liked so far.
let last = Promise.resolve();
for (const form of document.querySelectorAll('[data-like]')) {
  form.addEventListener('submit', event => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    last = last.then(() => like(form));
  });
}

for (const image of document.querySelectorAll('.picture img')) {
  const broken = () => image.closest('.picture').classList.add('missing');
  image.addEventListener('error', broken);
  if (image.complete && image.naturalWidth === 0) broken();
}
