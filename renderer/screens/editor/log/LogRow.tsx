import type { ReactElement } from "react";
import { type LogLevelName, type LogLine, logLevels } from "../../../../core/model/RunRecord.ts";
import { text } from "../../../text/texts.ts";
import { useText } from "../../../text/useText.ts";
import styles from "./LogView.module.css";

const levels = Object.keys(logLevels) as LogLevelName[];

interface LogRowProps {
  line: LogLine;
  /** In the panel of a step: whose line it is and on which day need not be said. */
  isNarrow: boolean;
  /** It is as high as its message needs. */
  isWhole: boolean;
}

/** One line of a log. */
export function LogRow({ line, isNarrow, isWhole }: LogRowProps): ReactElement {
  const t = useText();
  const name = toLevelName(line.level);
  return (
    <div
      className={styles.line}
      data-level={name}
      data-narrow={isNarrow}
      data-whole={isWhole}
      title={isWhole ? undefined : `${toZonedTime(line.time)} ${line.module}\n${line.message}`}
    >
      <span className={styles.time}>{isNarrow ? toTime(line.time) : toZonedTime(line.time)}</span>
      <span className={styles.name}>{t(`log.level.${name}`)}</span>
      {isNarrow ? null : <span className={styles.module}>{line.step ?? ""}</span>}
      {isNarrow ? null : <span className={styles.module}>{line.module}</span>}
      <span className={styles.message}>{line.message}</span>
    </div>
  );
}

/** All of a line, to be copied. */
export function describeLine({ time, level, step, module, message }: LogLine): string {
  const word = text(`log.level.${toLevelName(level)}`);
  return [toZonedTime(time), word, ...(step === undefined ? [] : [step]), module, message].join(" ");
}

function toLevelName(level: number): LogLevelName {
  return levels.find((one) => logLevels[one] === level) ?? "info";
}

const zoned = new Intl.DateTimeFormat([], {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hour12: false,
  timeZoneName: "shortOffset",
});
const short = new Intl.DateTimeFormat([], {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hour12: false,
});

function toZonedTime(time: number): string {
  return zoned.format(time);
}

function toTime(time: number): string {
  return short.format(time);
}
