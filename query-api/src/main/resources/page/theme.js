// Before the first paint, and so no module: a dark room must not see a white flash.
{
  const chosen = window.localStorage.getItem('dialogpulse.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
}
