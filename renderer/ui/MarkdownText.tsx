import Markdown from "markdown-to-jsx/react";
import type { ReactElement, ReactNode } from "react";
import styles from "./MarkdownText.module.css";

/**
 * A text in Markdown as elements of the page. HTML in it stays text, links open in another tab and tell it nothing,
 * pictures are links to them: nothing is fetched and nothing runs.
 */
export function MarkdownText({ text }: { text: string }): ReactElement {
  return (
    <div className={styles.text}>
      <Markdown options={options}>{text}</Markdown>
    </div>
  );
}

function Link({ href, children }: { href?: string; children?: ReactNode }): ReactElement {
  return (
    <a className="nodrag" href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function Picture({ src = "", alt }: { src?: string; alt?: string }): ReactElement {
  return <Link href={src}>{alt || src}</Link>;
}

function Tick({ checked }: { checked?: boolean }): ReactElement {
  return <span>{checked ? "☑" : "☐"}</span>;
}

function Heading({ children }: { children?: ReactNode }): ReactElement {
  return <p className={styles.heading}>{children}</p>;
}

const options = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: {
    ...{ a: Link, img: Picture, input: Tick },
    ...{ h1: Heading, h2: Heading, h3: Heading, h4: Heading, h5: Heading, h6: Heading },
  },
};
