import { text } from "../text/texts.ts";

/** What the title of the window is made of: what is on screen, and how many failed runs nobody has looked at. */
const shown = { name: text("app.name"), unseen: 0 };

/** Says what is on screen. */
export function setTitle(name: string): void {
  shown.name = name;
  paint();
}

/** Counts the failed runs that nobody has looked at, in the title and, where the browser has one, on the badge. */
export function setUnseen(count: number): void {
  shown.unseen = count;
  paint();
  // A page that is not installed may not; then the title alone tells.
  if ("setAppBadge" in navigator) navigator.setAppBadge(count).catch(() => undefined);
}

function paint(): void {
  const { name, unseen } = shown;
  document.title = unseen === 0 ? name : text("app.unseen", { count: unseen, name });
}
