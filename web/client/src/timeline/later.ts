import { later } from "../ui/later";

// What a chat opens when it is asked to.
export const EmojiPanel = later(() => import("../emoji/EmojiPanel.vue"));
export const ForwardDialog = later(() => import("./ForwardDialog.vue"));
export const Lightbox = later(() => import("./viewer/Lightbox.vue"));
export const LocationDialog = later(() => import("./composer/LocationDialog.vue"));
export const ReactorsDialog = later(() => import("./ReactorsDialog.vue"));
export const ReadersDialog = later(() => import("./ReadersDialog.vue"));
export const RecordsDialog = later(() => import("./RecordsDialog.vue"));
export const SendFilesDialog = later(() => import("./composer/SendFilesDialog.vue"));
