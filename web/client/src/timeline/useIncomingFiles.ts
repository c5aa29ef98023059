import { onBeforeUnmount, onMounted, ref, type Ref } from "vue";
import { t } from "../i18n";
import { toast } from "../ui/toasts";

/**
 * Files that are dropped anywhere on the page, or pasted.
 *
 * @param take - is given the files
 * @returns whether files are being dragged over the page
 */
export function useIncomingFiles(take: (files: readonly File[]) => void): { readonly isOver: Readonly<Ref<boolean>> } {
  const isOver = ref(false);
  /** Each element under the pointer tells of entering and leaving. */
  let depth = 0;

  /** Other dialogs are about something else; the one of files that were chosen takes more. */
  const isBlocked = (): boolean => document.querySelector("dialog[open]:not([data-takes-files])") !== null;
  const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false;

  function onEnter(event: DragEvent): void {
    if (!hasFiles(event)) return;
    depth++;
    isOver.value = !isBlocked();
  }

  function onLeave(event: DragEvent): void {
    if (hasFiles(event) && --depth <= 0) end();
  }

  function end(): void {
    depth = 0;
    isOver.value = false;
  }

  function onOver(event: DragEvent): void {
    if (!hasFiles(event)) return;
    // Otherwise the browser leaves the page for the file.
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = isBlocked() ? "none" : "copy";
  }

  function onDrop(event: DragEvent): void {
    if (!hasFiles(event)) return;
    event.preventDefault();
    end();
    if (isBlocked()) return;
    const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === "file");
    const files = items.filter((item) => item.webkitGetAsEntry()?.isDirectory !== true).map((item) => item.getAsFile());
    if (files.length < items.length) toast(t.value.attach.folder, true);
    take(files.filter((file) => file !== null));
  }

  function onPaste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    const types = event.clipboardData?.types ?? [];
    // A table or a paragraph of an office program comes with a picture of itself: its text is meant.
    const isFormatted = types.includes("text/plain") && types.includes("text/html");
    if (files.length === 0 || isFormatted || isBlocked()) return;
    event.preventDefault();
    take(files);
  }

  const listeners = { dragenter: onEnter, dragleave: onLeave, dragover: onOver, drop: onDrop, paste: onPaste };
  onMounted(() => {
    for (const [name, listener] of Object.entries(listeners))
      document.addEventListener(name, listener as EventListener);
  });
  onBeforeUnmount(() => {
    for (const [name, listener] of Object.entries(listeners))
      document.removeEventListener(name, listener as EventListener);
  });
  return { isOver };
}
