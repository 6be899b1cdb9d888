// Applies the chosen light or dark theme before the first paint (a classic script for that reason).
// Without a choice the system's preference rules, through the style sheet alone.
(() => {
  const KEY = 'playground.theme';
  const root = document.documentElement;
  const read = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const chosen = read();
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;

  const isDark = () => (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

  window.playgroundTheme = {
    isDark,
    toggle() {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      try { localStorage.setItem(KEY, root.dataset.theme); } catch { /* a private window forgets the choice */ }
    },
  };
})();
