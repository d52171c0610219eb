// Keeps a viewer's choice in the cookie that the server reads it from.
const year = 60 * 60 * 24 * 365;
export const remember = (name, value) => {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const { cookie, cookiePath } = document.documentElement.dataset;
  document.cookie = `${cookie.replace('*', name)}=${encodeURIComponent(value)}; Path=${cookiePath}; Max-Age=${year}; SameSite=Lax${secure}`;
};
