/** Texts of the guided first flow. */
export const guideTexts = {
  "guide.title": "Guided first flow",
  "guide.begin": "Guided first flow, five minutes",
  "guide.resume": "Go on with the guided first flow",
  "guide.done": "done",
  "guide.skip": "Skip, go on another day",
  "guide.close": "Close",
  "guide.finished":
    "That is all: you drew a flow, gave it values, tried a step, ran it and took it along as a file. Wire more steps by dragging from the dot at the right of a card.",
  "guide.drag": "Drag",
  "guide.drag.help":
    "Drag the step Script from the registry at the left to the canvas. By keys: press Tab on the canvas, type Script, press Enter.",
  "guide.configure": "Configure",
  "guide.configure.help":
    "Open the step (double-click it, or select it and press Enter) and give it some code: return [1, 2, 3];",
  "guide.test": "Try",
  "guide.test.help":
    "Open the tab Custom Run of the step and run this step alone. Nothing else runs, and you see what it saves.",
  "guide.run": "Run",
  "guide.run.help": "Press Run at the top. The cards show how each step fares, and the log stands below.",
  "guide.export": "Export",
  "guide.export.help": "Take the application along as a file: press Ctrl+K (⌘K), type Export, press Enter.",
} as const;
