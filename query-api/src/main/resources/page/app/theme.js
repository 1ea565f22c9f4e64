const REMEMBERED = 'dialogpulse.theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** @returns {boolean} whether it is dark now */
export const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';

/** The other of dark and light, remembered as long as it is not what the system wants anyway. */
export function switchTheme() {
  const wanted = isDark() ? 'light' : 'dark';
  if (wanted === (dark.matches ? 'dark' : 'light')) {
    delete document.documentElement.dataset.theme;
    window.localStorage.removeItem(REMEMBERED);
  } else {
    document.documentElement.dataset.theme = wanted;
    window.localStorage.setItem(REMEMBERED, wanted);
  }
}

/** @param {function(): void} listener called when the system changes its mind */
export function onSystemTheme(listener) {
  dark.addEventListener('change', listener);
}
