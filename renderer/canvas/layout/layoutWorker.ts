import type { LayoutGraph } from "../../state/ports/LayoutPort.ts";
import { layoutFlow } from "./layoutFlow.ts";

/** The thread that arranges flows, so that the window stays usable meanwhile. */
self.addEventListener("message", ({ data }: MessageEvent<{ id: number; graph: LayoutGraph }>) => {
  self.postMessage({ id: data.id, placed: layoutFlow(data.graph) });
});
