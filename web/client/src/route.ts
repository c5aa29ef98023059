import { ref, type Ref } from "vue";

// The open chat is in the address (#/C2Cbob): a reload keeps it, and on a phone the back button returns to the list.

/** The conversation in the address, `null` for the list alone. */
export const openConversationID: Ref<string | null> = ref(read());

function read(): string | null {
  const id = /^#\/(.+)$/u.exec(location.hash)?.[1];
  if (id === undefined) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return null;
  }
}

/** Goes to a chat. Only the step from the list to a chat is one to come back from. */
export function showChat(conversationID: string): void {
  if (openConversationID.value === conversationID) return;
  const address = `#/${encodeURIComponent(conversationID)}`;
  if (openConversationID.value === null) history.pushState({ fromList: true }, "", address);
  else history.replaceState(history.state, "", address);
  openConversationID.value = conversationID;
}

/** Goes to the list. */
export function showList(): void {
  if (openConversationID.value === null) return;
  if ((history.state as { fromList?: boolean } | null)?.fromList === true) history.back();
  else history.replaceState(null, "", location.pathname + location.search);
  openConversationID.value = null;
}

for (const event of ["popstate", "hashchange"]) {
  addEventListener(event, () => (openConversationID.value = read()));
}
