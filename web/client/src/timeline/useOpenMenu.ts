import { isOfTheSystem, type Content } from "../chat/content";
import type { Entry } from "../chat/entry";
import { useLongPress, type PressListeners } from "../ui/useLongPress";
import { useChatActions } from "./chatActions";

/** Notices and tips are only read; of calls the lines can be deleted. */
export function hasMenu(content: Content): boolean {
  return content.kind === "signal" || !isOfTheSystem(content);
}

/** Listeners of a message's element. */
export interface MenuOpening {
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly press: (entry: Entry) => PressListeners;
}

/**
 * Opens a message's menu where it is clicked with the right button, or pressed for long.
 *
 * @param canOpen - whether it has a menu now
 * @param openBelowButton - opens it where the key that asks for menus wants it
 */
export function useOpenMenu(entry: () => Entry, canOpen: () => boolean, openBelowButton: () => void): MenuOpening {
  const actions = useChatActions();

  function onContextMenu(event: MouseEvent): void {
    // Links and marked text keep the browser's own menu.
    const target = event.target as Element;
    if (target.closest("a, video, audio, input") || getSelection()?.isCollapsed === false || !canOpen()) return;
    event.preventDefault();
    if (event.detail === 0 && event.clientX === 0) openBelowButton();
    else actions.openMenu(entry(), { x: event.clientX, y: event.clientY });
  }

  const press = useLongPress<Entry>((pressed, place) => {
    if (canOpen()) actions.openMenu(pressed, place);
  });

  return { onContextMenu, press };
}
