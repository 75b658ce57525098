import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** Colours a text when the stream it goes to shows colours (terminal, NO_COLOR, FORCE_COLOR). */
export type Style = (format: Format, text: string) => string;

export function createStyle(stream: NodeJS.WriteStream): Style {
  const isColoured = stream.isTTY === true ? stream.hasColors() : process.env.FORCE_COLOR !== undefined;
  const isOff = process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== "";
  return (format, text) =>
    isColoured && !isOff && text !== "" ? styleText(format, text, { validateStream: false }) : text;
}
