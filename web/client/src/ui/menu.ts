import type { IconName } from "./icons";

/** One line of a menu. */
export interface MenuItem {
  readonly icon: IconName;
  readonly label: string;
  readonly isDanger?: boolean;
  readonly run: () => void;
}
