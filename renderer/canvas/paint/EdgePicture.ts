import { boundsOf } from "../../state/edits/moveItems.ts";
import type { DrawnEdge } from "../edges/drawnEdges.ts";
import { areCrowdedAt, crowdedAlpha } from "./crowdedEdges.ts";
import type { PaintColours } from "./PaintColours.ts";
import { paintEdgesIn } from "./paintEdges.ts";
import { Tiles, type TileView, type TileWork, tileSize } from "./Tiles.ts";

export interface EdgePictureSource {
  edges: readonly DrawnEdge[];
  colours: PaintColours;
  /** Pixels of the screen that one of the page has. */
  density: number;
}

/** Room around the edges for the width of their strokes, in canvas units. */
const margin = 64;

/** The edges of a flow as bitmaps that are used again while the view moves. */
export class EdgePicture {
  readonly source: EdgePictureSource;
  private readonly tiles: Tiles<ImageBitmap>;
  private readonly sheet = new OffscreenCanvas(tileSize, tileSize).getContext("2d");

  constructor(source: EdgePictureSource) {
    this.source = source;
    const { x, y, width, height } = boundsOf(source.edges.map(({ bounds }) => bounds));
    this.tiles = new Tiles({
      bounds: { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin },
      paint: (at) => this.paint(at),
      drop: (image) => image.close(),
    });
  }

  /** Paints what is missing for a view, as long as there is time. */
  work(work: TileWork): ReturnType<Tiles<ImageBitmap>["work"]> {
    return this.tiles.work(work);
  }

  /** Puts the picture on a context whose unit is a pixel of the screen; undefined when there is none yet. */
  at(view: TileView): ((context: CanvasRenderingContext2D) => void) | undefined {
    const pieces = this.tiles.pieces(view);
    if (pieces === undefined) return undefined;
    return (context) => {
      for (const { image, from, to } of pieces) {
        context.drawImage(image, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
      }
    };
  }

  /** Gives its memory back: megabytes that a collector does not see. */
  dispose(): void {
    this.tiles.dispose();
  }

  private paint({ scale, x, y }: { scale: number; x: number; y: number }): ImageBitmap {
    const { edges, colours, density } = this.source;
    const { sheet } = this;
    if (sheet === null) throw new Error("The browser gives no canvas to paint on.");
    const side = tileSize / scale;
    const zoom = scale / density;
    sheet.setTransform(scale, 0, 0, scale, x, y);
    paintEdgesIn(sheet, {
      edges,
      area: { x: -x / scale, y: -y / scale, width: side, height: side },
      zoom,
      colours,
      isMarked: () => false,
      isCrowded: false,
    });
    if (areCrowdedAt(edges, zoom)) fade(sheet);
    return sheet.canvas.transferToImageBitmap();
  }
}

/** Lets what is painted through as one: where thousands cross, each for itself would make a dark spot, in which no card is seen. */
function fade(sheet: OffscreenCanvasRenderingContext2D): void {
  sheet.save();
  sheet.resetTransform();
  sheet.globalCompositeOperation = "destination-in";
  sheet.globalAlpha = crowdedAlpha;
  sheet.fillRect(0, 0, tileSize, tileSize);
  sheet.restore();
}
