import type { ReactElement, ReactNode } from "react";
import { followLink } from "../../ui/followLink.ts";
import styles from "./SyncPacksScreen.module.css";
import { type PackPlace, toPackAddress } from "./toPackAddress.ts";

export interface PackLinkProps {
  place: PackPlace;
  open(place: PackPlace): void;
  /** A link beside others instead of a title. */
  isPlain?: boolean;
  /** It leads to what is on screen. */
  isCurrent?: boolean;
  children: ReactNode;
}

/** A link to a SyncPack, a version of it, or a file in it. */
export function PackLink({ place, open, isPlain = false, isCurrent = false, children }: PackLinkProps): ReactElement {
  return (
    <a
      className={isPlain ? styles.plain : styles.link}
      href={toPackAddress(place)}
      {...(isCurrent ? { "aria-current": "page" as const } : {})}
      onClick={followLink(() => open(place))}
    >
      {children}
    </a>
  );
}
