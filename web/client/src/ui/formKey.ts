import type { InjectionKey, Ref } from "vue";

/** Whether the form around a field is being sent: until that is through, what it sends does not change. */
export const formIsBusyKey: InjectionKey<Readonly<Ref<boolean>>> = Symbol("formIsBusy");
