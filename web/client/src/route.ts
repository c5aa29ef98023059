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

/** Whether a step back to the list is under way. The browser takes it later: what was pushed by then would be left, too. */
let isGoingBack = false;

/** Goes to a chat. Only the step from the list to a chat is one to come back from. */
export function showChat(conversationID: string): void {
  const isFromList = openConversationID.value === null;
  if (openConversationID.value === conversationID) return;
  openConversationID.value = conversationID;
  if (isGoingBack) return;
  if (isFromList) history.pushState({ fromList: true }, "", addressOf(conversationID));
  else history.replaceState(history.state, "", addressOf(conversationID));
}

/** Goes to the list. */
export function showList(): void {
  if (openConversationID.value === null) return;
  openConversationID.value = null;
  if (isGoingBack) return;
  isGoingBack = (history.state as { fromList?: boolean } | null)?.fromList === true;
  if (isGoingBack) history.back();
  else history.replaceState(null, "", location.pathname + location.search);
}

function addressOf(conversationID: string): string {
  return `#/${encodeURIComponent(conversationID)}`;
}

function onMoved(): void {
  if (!isGoingBack) {
    openConversationID.value = read();
    return;
  }
  isGoingBack = false;
  const wanted = openConversationID.value;
  if (wanted !== null) history.pushState({ fromList: true }, "", addressOf(wanted));
}

for (const event of ["popstate", "hashchange"]) addEventListener(event, onMoved);
