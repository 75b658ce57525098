/** Long work: how far it is, and that it was stopped. */
export const workTexts = {
  "work.stop": "Stop",
  "work.far": "{{title}}: {{done, number}} of {{total, number}}",
  "work.read": "Reading the files",
  "work.export": "Exporting {{name}}",
  "work.replace": "Replacing",
  "work.takeBack": "Taking back",
  "work.rename": "Renaming {{name}}",
  "rename.stopped_one": "Stopped: {{count}} place has the old name still.",
  "rename.stopped_other": "Stopped: {{count}} places have the old name still.",
  "import.checking": "Looking at what is in it",
  "import.taking": "Importing",
  "import.stopped": "Stopped. What came in before stays; here it is the same already.",
  "configurations.testing": "Trying the connection",
  "compare.comparing": "Comparing what the steps saved",
  "compare.stopped": "Not compared",
  "compare.goOn": "Go on comparing",
} as const;
