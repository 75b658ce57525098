import type { ReactElement, ReactNode } from "react";
import styles from "./HelpText.module.css";

/**
 * The help of a step class: paragraphs, `code`, and code between fences, which is all that the helps of steps use of
 * Markdown. Links show their words. Nothing of it becomes an element of its own making.
 */
export function HelpText({ text }: { text: string }): ReactElement {
  const parts = text.trim().split(/^```.*$/m);
  return (
    <div className={styles.help}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity and never move
        <Part key={index} text={part} isCode={index % 2 === 1} />
      ))}
    </div>
  );
}

function Part({ text, isCode }: { text: string; isCode: boolean }): ReactElement {
  if (isCode) return <pre>{text.replace(/^\n|\n$/g, "")}</pre>;
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{toWords(paragraph)}</p>
      ))}
    </>
  );
}

function toWords(paragraph: string): ReactNode[] {
  const words = paragraph.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1").replace(/^#+ /gm, "");
  // biome-ignore lint/suspicious/noArrayIndexKey: as above
  return words.split("`").map((word, index) => (index % 2 === 1 ? <code key={index}>{word}</code> : word));
}
