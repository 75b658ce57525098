/** The text of a step class under another friendly name, where it says one as a plain text. */
export function nameClass(text: string, friendlyName: string): string {
  const said = /\b(override\s+friendlyName\s*=\s*)(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/;
  return text.replace(said, (_, head: string) => `${head}${JSON.stringify(friendlyName)}`);
}
