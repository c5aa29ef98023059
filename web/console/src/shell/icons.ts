import { Setting } from "@element-plus/icons-vue";
import type { Component } from "vue";
import type { Page } from "../route";

/** A picture for each page in the menu. */
export const icons: Readonly<Record<Page, Component>> = {
  settings: Setting,
};
