/** The colours of notes and groups. A document names them; "" is the standard one of the thing. */
export const palette = ["", "blue", "teal", "green", "yellow", "red", "purple"] as const;

export type PaletteColour = (typeof palette)[number];

/** A colour that a document names; one that is not of the palette counts as the standard one. */
export function toPaletteColour(name: string): PaletteColour {
  return palette.find((colour) => colour === name) ?? "";
}
