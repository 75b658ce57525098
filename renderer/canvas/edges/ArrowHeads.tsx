import type { ReactElement } from "react";

const colours = {
  success: "--sl-edge",
  error: "--sl-edge-error",
  route: "--sl-edge-route",
  selected: "--sl-accent",
};

/** The heads of all edges, one for each colour. */
export function ArrowHeads(): ReactElement {
  return (
    <svg width="0" height="0" style={{ position: "absolute" }} aria-hidden="true">
      <defs>
        {Object.entries(colours).map(([kind, token]) => (
          <marker
            key={kind}
            id={`arrow-${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0,0 L8,4 L0,8 Z" style={{ fill: `var(${token})` }} />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
