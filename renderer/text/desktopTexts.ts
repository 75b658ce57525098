/** Texts of the desktop program and of notifications. */
export const desktopTexts = {
  "desktop.saved": "Saved {{path}}",
  "desktop.notSaved": "The file could not be saved: {{reason}}",
  "desktop.showInFolder": "Show in folder",
} as const;
