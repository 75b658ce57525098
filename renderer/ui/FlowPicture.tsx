import { Fragment, type ReactElement } from "react";
import styles from "./FlowPicture.module.css";

export interface PictureStep {
  name: string;
  x: number;
  y: number;
}

export interface PictureEdge {
  from: string;
  to: string;
  isError: boolean;
}

export interface FlowPictureProps {
  steps: readonly PictureStep[];
  edges: readonly PictureEdge[];
  /** Size of a card in the units of the places. */
  card: { width: number; height: number };
}

const margin = 24;

/** A small picture of an application, painted from where its steps lie; a decoration beside its description. */
export function FlowPicture({ steps, edges, card }: FlowPictureProps): ReactElement {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const left = Math.min(...steps.map(({ x }) => x)) - margin;
  const top = Math.min(...steps.map(({ y }) => y)) - margin;
  const right = Math.max(...steps.map(({ x }) => x)) + card.width + margin;
  const bottom = Math.max(...steps.map(({ y }) => y)) + card.height + margin;
  return (
    <svg className={styles.picture} viewBox={`${left} ${top} ${right - left} ${bottom - top}`} aria-hidden>
      {edges.map(({ from, to, isError }) => {
        const [start, end] = [byName.get(from), byName.get(to)];
        if (start === undefined || end === undefined) return null;
        const [x1, y1] = [start.x + card.width, start.y + card.height / 2];
        const [x2, y2] = [end.x, end.y + card.height / 2];
        const pull = Math.max(40, Math.abs(x2 - x1) / 2);
        const path = `M${x1} ${y1} C${x1 + pull} ${y1} ${x2 - pull} ${y2} ${x2} ${y2}`;
        return <path key={`${from} ${to} ${isError}`} d={path} className={isError ? styles.error : styles.edge} />;
      })}
      {steps.map(({ name, x, y }) => (
        <Fragment key={name}>
          <rect x={x} y={y} width={card.width} height={card.height} rx={8} className={styles.card} />
          <rect x={x + 12} y={y + card.height / 2 - 14} width={28} height={28} rx={6} className={styles.mark} />
          <text x={x + 52} y={y + card.height / 2 + 6} className={styles.name}>
            {shorten(name, (card.width - 60) / 10.6)}
          </text>
        </Fragment>
      ))}
    </svg>
  );
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.floor(most) - 1).trimEnd()}…`;
}
