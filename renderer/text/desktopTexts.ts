/** Texts of the desktop program and of notifications. */
export const desktopTexts = {
  "desktop.saved": "Saved {{path}}",
  "desktop.notSaved": "The file could not be saved: {{reason}}",
  "desktop.showInFolder": "Show in folder",
  "command.run.notices": "Switch notifications of failed runs on or off",
  "when.noNotices": "There are no notifications here",
  "notices.on": "You are told when a run of {{name}} fails.",
  "notices.off": "You are not told any more when a run of {{name}} fails.",
  "notices.denied": "The browser does not allow notifications. Its settings of this page can allow them.",
} as const;
