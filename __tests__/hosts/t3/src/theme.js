/** Runs before the page is drawn. The policy in next.config.js allows it by its hash. */
export const themeScript =
  "document.documentElement.dataset.theme=localStorage.getItem('theme')??'light'";
