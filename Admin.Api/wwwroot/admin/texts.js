// The scripts' texts in the language of the page, which has them by the English ones; in English it has none.
const translated = JSON.parse(document.getElementById('texts')?.textContent ?? '{}');
export const T = (english, ...values) => (translated[english] ?? english).replace(/\{(\d)\}/g, (_, place) => values[place]);
