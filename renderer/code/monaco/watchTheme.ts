import type { editor as Editor } from "monaco-editor/editor";

/** Colours of the editor by the token of ours they are. */
const colours: Readonly<Record<string, string>> = {
  "editor.background": "--sl-surface",
  "editor.foreground": "--sl-text",
  "editorLineNumber.foreground": "--sl-muted",
  "editorLineNumber.activeForeground": "--sl-text",
  "editor.lineHighlightBackground": "--sl-sunken",
  "editorCursor.foreground": "--sl-accent",
  "editor.placeholder.foreground": "--sl-muted",
  "editorIndentGuide.background1": "--sl-border",
  "editorWidget.background": "--sl-surface",
  "editorWidget.border": "--sl-border-strong",
  "editorHoverWidget.background": "--sl-surface",
  "editorHoverWidget.border": "--sl-border-strong",
  "editorSuggestWidget.background": "--sl-surface",
  "editorSuggestWidget.selectedBackground": "--sl-accent-soft",
  "editorSuggestWidget.selectedForeground": "--sl-text",
  "editorError.foreground": "--sl-look-failed",
  "editorWarning.foreground": "--sl-look-warning",
  "editorGutter.background": "--sl-surface",
  "input.background": "--sl-sunken",
  "list.hoverBackground": "--sl-hover",
  "diffEditor.insertedLineBackground": "--sl-added",
  "diffEditor.insertedTextBackground": "--sl-added-words",
  "diffEditor.removedLineBackground": "--sl-removed",
  "diffEditor.removedTextBackground": "--sl-removed-words",
  "scrollbarSlider.background": "--sl-border",
  "scrollbarSlider.hoverBackground": "--sl-border-strong",
  "scrollbarSlider.activeBackground": "--sl-border-strong",
  "scrollbar.shadow": "--sl-border",
  focusBorder: "--sl-accent",
};

const tokens: Readonly<Record<string, string>> = {
  comment: "--sl-muted",
  keyword: "--sl-edge-route",
  string: "--sl-look-success",
  "string.key.json": "--sl-accent",
  "string.value.json": "--sl-look-success",
  number: "--sl-look-retrying",
  type: "--sl-accent",
};

/** `#abc` as `#aabbcc`, which is all the code editor takes. */
function toLongHex(colour: string): string {
  return colour.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
}

/** Paints the code editor in the colours of the window, now and whenever they change. */
export function watchTheme(editor: typeof Editor): void {
  const root = document.documentElement;
  const paint = (): void => {
    const isDark = root.getAttribute("data-mantine-color-scheme") === "dark";
    const style = getComputedStyle(root);
    const read = (token: string): string => toLongHex(style.getPropertyValue(token).trim());
    editor.defineTheme("sluice", {
      base: isDark ? "vs-dark" : "vs",
      inherit: true,
      rules: Object.entries(tokens).map(([token, name]) => ({ token, foreground: read(name).slice(1) })),
      colors: Object.fromEntries(Object.entries(colours).map(([name, token]) => [name, read(token)])),
    });
    editor.setTheme("sluice");
  };
  new MutationObserver(paint).observe(root, { attributeFilter: ["data-mantine-color-scheme"] });
  paint();
}
