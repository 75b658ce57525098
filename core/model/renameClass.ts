/** The text of a step class under another name: its exported class is called like its file, where that is possible. */
export function renameClass(text: string, { from, to }: { from: string; to: string }): string {
  if (!/^[A-Za-z_]\w*$/.test(to)) return text;
  return text.replace(/\bexport\s+default\s+class\s+([A-Za-z_]\w*)/, (found, name) =>
    name === from ? `export default class ${to}` : found,
  );
}
