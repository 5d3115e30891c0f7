// Light, dark, or as the system has it. The colours of both are in style.css.

/** @param {?string} theme light, dark, or null for the system's */
export function applyTheme(theme) {
  const root = document.documentElement;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  document.querySelector("meta[name=color-scheme]").content = theme ?? "light dark";
}
