import type { Monaco } from "./loadMonaco.ts";

/** Shows two texts beside each other in an element until the answer is called. */
export function openDiff(
  { monaco }: Monaco,
  parts: { element: HTMLElement; before: string; after: string; language: string; label: string },
): () => void {
  const { element, before, after, language, label } = parts;
  const models = {
    original: monaco.editor.createModel(before, language),
    modified: monaco.editor.createModel(after, language),
  };
  const diff = monaco.editor.createDiffEditor(element, {
    readOnly: true,
    originalEditable: false,
    automaticLayout: true,
    useInlineViewWhenSpaceIsLimited: true,
    renderSideBySideInlineBreakpoint: 640,
    originalAriaLabel: label,
    modifiedAriaLabel: label,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--sl-mono"),
    fontSize: 12,
    lineHeight: 18,
    minimap: { enabled: false },
    renderOverviewRuler: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    scrollBeyondLastLine: false,
    hideUnchangedRegions: { enabled: true },
  });
  // It forgets the names of its two texts whenever another of its options changes.
  diff.onDidUpdateDiff(() => {
    for (const side of [diff.getOriginalEditor(), diff.getModifiedEditor()]) side.updateOptions({ ariaLabel: label });
  });
  diff.setModel(models);
  return () => {
    diff.dispose();
    models.original.dispose();
    models.modified.dispose();
  };
}
