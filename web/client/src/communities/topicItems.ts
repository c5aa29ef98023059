import type { Group } from "@parley-im/chat";
import type { ChatLine } from "../chat/conversation";
import { rightsIn } from "../chat/rights";
import type { Dictionary } from "../i18n";
import type { MenuItem } from "../ui/menu";

/** What can be done with a topic: looking at it, changing and deleting it, and hearing of its messages or not. */
export type TopicStep = "view" | "edit" | "delete" | "quiet";

/** The menu of a topic. Nothing can be done with one that is gone. */
export function topicItems(
  { isIn, isQuiet, group }: ChatLine,
  { arrange, topics: words }: Dictionary,
  run: (step: TopicStep) => void,
): MenuItem[] {
  if (!isIn) return [];
  const manages = group !== null && rightsIn(group).manageTopics;
  const item = (icon: MenuItem["icon"], label: string, step: TopicStep, isDanger = false): MenuItem => ({
    icon,
    label,
    isDanger,
    run: () => run(step),
  });
  return [
    item("info", words.info, "view"),
    item(isQuiet ? "bell" : "bellOff", isQuiet ? arrange.unquiet : arrange.quiet, "quiet"),
    ...(manages ? [item("edit", words.edit, "edit"), item("trash", words.remove, "delete", true)] : []),
  ];
}

/** The menu of a community in the list. */
export function communityItems(
  group: Group,
  { topics: words }: Dictionary,
  run: { readonly info: () => void; readonly create: () => void },
): MenuItem[] {
  const manages = rightsIn(group).manageTopics;
  return [
    { icon: "info", label: words.communityInfo, run: run.info },
    ...(manages ? [{ icon: "plus" as const, label: words.create, run: run.create }] : []),
  ];
}
