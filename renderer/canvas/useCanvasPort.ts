import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import type { Workbench } from "../commands/Workbench.ts";
import { boundsOf, listAllBoxes } from "../state/edits/moveItems.ts";
import { foldFlow } from "../state/flow/foldFlow.ts";
import type { Rect, Viewport } from "../state/ports/CanvasPort.ts";
import { indexOf, overlaps } from "./view/BoxIndex.ts";
import { goToView, revealView } from "./view/revealView.ts";
import { toView } from "./view/useViewPlan.ts";

export const minZoom = 0.02;
export const maxZoom = 2;

/** Lets commands work with the canvas that is in view. */
export function useCanvasPort(workbench: Workbench, surface: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    // Where a move that is still under way ends: what comes next goes on from there.
    let aim = { transform: store.getState().transform, until: 0 };
    const view = (): ReturnType<typeof toView> => {
      const { transform, width, height } = store.getState();
      return toView(performance.now() < aim.until ? aim.transform : transform, width, height);
    };
    const covers = (): Rect[] => {
      const { area, zoom } = view();
      const origin = surface.current?.getBoundingClientRect();
      // Some of it belongs to the screen around the canvas.
      const over = [...(surface.current?.parentElement?.querySelectorAll("[data-covers]") ?? [])];
      return over.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const [left, top] = [x - (origin?.x ?? 0), y - (origin?.y ?? 0)];
        return { x: area.x + left / zoom, y: area.y + top / zoom, width: width / zoom, height: height / zoom };
      });
    };
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const duration = isCalm ? 0 : 160;
    const move = (to: Viewport | undefined): void => {
      if (to === undefined) return;
      aim = { transform: [to.x, to.y, to.zoom], until: performance.now() + duration };
      void flow.setViewport(to, { duration });
    };
    const show = (area: Rect, closest: number): void => {
      const { width, height } = store.getState();
      const margin = 48;
      const fits = Math.min((width - 2 * margin) / area.width, (height - 2 * margin) / area.height);
      const zoom = Math.max(minZoom, Math.min(closest, fits));
      const x = width / 2 - (area.x + area.width / 2) * zoom;
      const y = height / 2 - (area.y + area.height / 2) * zoom;
      move({ x, y, zoom });
    };
    // It is written down when the canvas goes, with the window too: each move would be too often.
    const keep = (): void => {
      if (workbench.document.store.getState().flow.steps.length > 0) workbench.view.keep(flow.getViewport());
    };
    window.addEventListener("pagehide", keep);
    const showAll = (): void => {
      const boxes = listAllBoxes(workbench.document.store.getState().flow);
      if (boxes.length > 0) show(boundsOf(boxes), 1);
    };
    const detach = workbench.canvas.attach({
      fit: showAll,
      show: (area) => show(area, 1),
      look(viewport) {
        const { width, height } = store.getState();
        const { area } = toView([viewport.x, viewport.y, viewport.zoom], width, height);
        const shown = foldFlow(workbench.document.store.getState().flow);
        // The window was larger then, or the flow has moved on.
        const isEmpty = indexOf(shown).within(area).length === 0 && !shown.notes.some((note) => overlaps(note, area));
        if (isEmpty) showAll();
        else void flow.setViewport(viewport);
      },
      reveal: (target) => move(revealView({ ...view(), covers: covers() }, target)),
      goTo: (target) => move(goToView({ ...view(), covers: covers() }, target)),
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration }),
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration }),
      centre: () => {
        const { area } = view();
        return { x: area.x + area.width / 2, y: area.y + area.height / 2 };
      },
      focus: () => surface.current?.focus({ preventScroll: true }),
    });
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
      detach();
    };
  }, [workbench, flow, store, surface]);
}
