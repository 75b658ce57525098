/** A point or size in canvas units. */
export interface Point {
  x: number;
  y: number;
}

export interface Rect extends Point {
  width: number;
  height: number;
}

/** What part of the canvas is seen: where its origin is, in pixels, and how large a unit is. */
export interface Viewport extends Point {
  zoom: number;
}

/** What commands may ask of the canvas in view. */
export interface CanvasPort {
  /** Shows everything. */
  fit(): void;
  /** Shows one area, no closer than 100 %. */
  show(area: Rect): void;
  /** Looks at it from there; shows everything when nothing can be seen from there. */
  look(view: Viewport): void;
  /** Moves the view only as far as needed to have an area in it, where nothing lies over it. */
  reveal(area: Rect): void;
  /** The same for who goes there: from so far away that nothing can be read, it comes near. */
  goTo(area: Rect): void;
  zoomBy(factor: number): void;
  zoomTo(zoom: number): void;
  /** Middle of what is in view. */
  centre(): Point;
  focus(): void;
}
