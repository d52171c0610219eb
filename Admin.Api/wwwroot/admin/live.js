// Like counts as they change, while the page is looked at.
const counts = document.querySelectorAll('[data-likes]:not([data-likes=""])');
if (counts.length > 0 && window.EventSource) {
  const byProduct = new Map();
  for (const count of counts) {
    const id = count.dataset.likes;
    byProduct.set(id, [...(byProduct.get(id) ?? []), count]);
  }
  let source = null;
  const listen = () => {
    const ids = [...byProduct.keys()].map(id => `id=${id}`).join('&');
    source ??= new EventSource(`${new URL('../admin/likes/live', import.meta.url).pathname}?${ids}`);
    source.onmessage = event => {
      for (const [id, likes] of Object.entries(JSON.parse(event.data))) {
        for (const count of byProduct.get(id) ?? []) {
          const text = likes.toLocaleString('en').replaceAll(',', document.documentElement.dataset.group);
          if (count.textContent === text) continue;
          count.textContent = text;
          count.classList.remove('fresh');
          requestAnimationFrame(() => count.classList.add('fresh'));
        }
      }
    };
  };
  const stop = () => { source?.close(); source = null; };
  // A hidden page needs no connection, and a browser has few of them.
  document.addEventListener('visibilitychange', () => document.hidden ? stop() : listen());
  addEventListener('pagehide', stop);
  if (!document.hidden) listen();
}
