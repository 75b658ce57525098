/** The texts of the list of keys: part of the one catalogue. */
export const keyTexts = {
  "keys.title": "Keys",
  "keys.search": "Search commands and keys",
  "keys.help":
    "Click a key to give the command another one. It is kept with your settings, so that it comes along to another browser.",
  "keys.change": "Change the key of {{name}}: {{keys}}",
  "keys.none": "no key",
  "keys.press": "Press the key, Esc leaves it",
  "keys.clear": "Take the key from {{name}}",
  "keys.reset": "Set the key of {{name}} back",
  "keys.resetAll": "Set all back",
  "keys.taken": "{{key}} is that of {{name}}. Press it again to take it.",
  "keys.in.table": "in tables",
  "keys.in.code": "in code",
  "keys.ofBrowser": "{{key}} belongs to the browser, which does not hand it on.",
  "keys.ofFocus": "{{key}} is needed to work without a mouse.",
  "keys.ofClipboard": "{{key}} belongs to the clipboard.",
} as const;
