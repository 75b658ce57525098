const before = 24;
const most = 100;

/** The line of a text in which something stands first, cut to what is around it. */
export function toExcerpt(text: string, wanted: string): string {
  const found = Math.max(0, text.toLowerCase().indexOf(wanted.toLowerCase()));
  const start = text.lastIndexOf("\n", found - 1) + 1;
  const end = text.indexOf("\n", found);
  const line = text.slice(start, end === -1 ? undefined : end);
  const from = found - start > before * 2 ? found - start - before : 0;
  const cut = line.slice(from).trim();
  return `${from > 0 ? "…" : ""}${cut.length > most ? `${cut.slice(0, most)}…` : cut}`;
}
