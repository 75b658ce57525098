import { type PaletteColour, palette } from "../../state/flow/palette.ts";
import type { StepLook } from "../../state/live/toStepLook.ts";

/** The colours of the theme as the painted canvas needs them. */
export interface PaintColours {
  card: string;
  border: string;
  text: string;
  muted: string;
  accent: string;
  edge: string;
  errorEdge: string;
  routeEdge: string;
  note: string;
  /** The palette of groups and notes. */
  tints: Record<PaletteColour, string>;
  font: string;
  look: Record<StepLook, string>;
}

const looks: StepLook[] = [
  ...(["idle", "queued", "running", "retrying", "waiting", "success"] as const),
  ...(["warning", "failed", "skipped", "revoked", "disabled", "pinned"] as const),
];

const known = new Map<string, PaintColours>();

/** Reads the tokens of the theme that an element is in: once for each scheme, because it makes the browser lay out. */
export function readPaintColours(element: Element, scheme: string): PaintColours {
  const present = known.get(scheme);
  if (present !== undefined) return present;
  const colours = readTokens(element);
  known.set(scheme, colours);
  return colours;
}

function readTokens(element: Element): PaintColours {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--sl-${name}`).trim();
  return {
    card: token("surface"),
    border: token("border-strong"),
    text: token("text"),
    muted: token("muted"),
    accent: token("accent"),
    edge: token("edge"),
    errorEdge: token("edge-error"),
    routeEdge: token("edge-route"),
    note: token("note"),
    tints: Object.fromEntries(
      palette.map((colour) => [colour, token(colour === "" ? "group" : `tint-${colour}`)]),
    ) as Record<PaletteColour, string>,
    font: style.fontFamily,
    look: Object.fromEntries(looks.map((look) => [look, token(`look-${look}`)])) as Record<StepLook, string>,
  };
}
