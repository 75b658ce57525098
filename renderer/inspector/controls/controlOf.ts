import type { ReactElement } from "react";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import type { FieldProps } from "../FieldProps.ts";
import { CodeControl } from "./CodeControl.tsx";
import { ConnectionControl } from "./ConnectionControl.tsx";
import { ListControl } from "./ListControl.tsx";
import { MappingControl } from "./MappingControl.tsx";
import { NamesControl } from "./NamesControl.tsx";
import { OptionsControl } from "./OptionsControl.tsx";
import { SecretControl } from "./SecretControl.tsx";
import { SelectControl } from "./SelectControl.tsx";
import { SwitchControl } from "./SwitchControl.tsx";
import { TextControl } from "./TextControl.tsx";

/** How the value of a parameter is edited while it is no expression. */
export function controlOf({ kind, multiple, optionsFrom }: ParameterManifest): (props: FieldProps) => ReactElement {
  if (optionsFrom !== undefined && multiple !== true) return OptionsControl;
  switch (kind) {
    case "boolean":
      return SwitchControl;
    case "select":
      return SelectControl;
    case "mapping":
      return MappingControl;
    case "code":
      return CodeControl;
    case "list":
      return ListControl;
    case "secret":
      return SecretControl;
    case "connection":
      return multiple === true ? ListControl : ConnectionControl;
    case "step":
    case "application":
    case "queue":
    case "configVariable":
      return multiple === true ? ListControl : NamesControl;
    default:
      return multiple === true && kind !== "json" ? ListControl : TextControl;
  }
}
