import { ChatDotRound, Odometer, Promotion, Setting, User } from "@element-plus/icons-vue";
import type { Component } from "vue";
import type { Page } from "../route";

/** A picture for each page in the menu. */
export const icons: Readonly<Record<Page, Component>> = {
  overview: Odometer,
  users: User,
  groups: ChatDotRound,
  messages: Promotion,
  settings: Setting,
};
