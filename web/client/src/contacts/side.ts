/** What the page shows beside the open chat. */
export type Side = "chats" | "contacts";
