import { enPeople } from "./enPeople";

/** The console's texts in English; every other language has the same. */
export const en = {
  name: "Parley console",
  menu: {
    label: "Pages",
    overview: "Overview",
    users: "Users",
    groups: "Groups",
    messages: "Messages",
    settings: "Settings",
  },
  shell: {
    app: (id: string) => `App ${id}`,
    signedInUntil: (time: string) => `Signed in until ${time}`,
    signOut: "Sign out",
    theme: "Colours",
    themes: { auto: "As the system", light: "Light", dark: "Dark" },
    language: "Language",
  },
  signIn: {
    title: "Operator’s console",
    subtitle: "For administrators of an app.",
    sdkAppID: "SDKAppID",
    userSig: "UserSig of the administrator",
    hint: "On the server’s machine this prints a link that signs in by itself:",
    submit: "Sign in",
    busy: "Signing in …",
    missingApp: "Enter the SDKAppID, a number.",
    missingUserSig: "Enter a UserSig.",
  },
  state: {
    loading: "Loading …",
    failed: "This could not be loaded",
    retry: "Try again",
    more: "Show more",
    cancel: "Cancel",
    save: "Save",
    copy: "Copy",
    copied: "Copied",
    yes: "Yes",
    no: "No",
    none: "none",
  },
  errors: {
    refused: (message: string, code: number) => `${message} (${code})`,
    noAnswer: "The server does not answer. Is it running, and can this browser reach it?",
    byCode: {
      60007: "Too many calls at once (setting rest.rate). Try again in a moment.",
      60010: "This UserSig is not the administrator’s.",
      60012: "The SDKAppID is missing.",
      60021: "This address may not call the REST API (setting rest.ipAllowList).",
      70001: "This UserSig has expired. Make a new one and sign in again.",
      70003: "This UserSig is not valid. Check that it was copied whole.",
      70009: "This UserSig was made with another key than this app’s.",
      70013: "This UserSig belongs to another user.",
      70014: "This UserSig belongs to another app.",
      70020: "The server does not serve an app with this SDKAppID.",
    },
  },
  settings: {
    title: "Settings",
    subtitle: "A change is in effect on every node at once.",
    filter: "Filter settings",
    onlyChanged: "Only changed ones",
    nothing: "No setting is like that.",
    byDefault: (value: string) => `Default: ${value}`,
    range: (range: string) => `Expected: ${range}`,
    toDefault: "Back to default",
    changed: "Changed",
    edited: "Not saved yet",
    unsaved: (count: number) => (count === 1 ? "1 change is not saved." : `${count} changes are not saved.`),
    save: "Save",
    discard: "Discard",
    saved: "Saved. In effect on every node.",
    on: "On",
    off: "Off",
    empty: "empty",
    entries: (count: number) => (count === 1 ? "1 entry" : `${count} entries`),
    perLine: (most: string) => `One on each line, at most ${most}`,
    notJson: "This is not JSON.",
    surely: "Change this?",
    leaveApp: "Everybody who is signed in will be disconnected, and nobody can sign in.",
    lockOut: "The REST API, this console included, will answer those addresses only.",
    areas: {
      app: "App",
      login: "Signing in",
      message: "Messages",
      upload: "Files",
      push: "Offline push",
      conversation: "Conversations",
      search: "Search",
      moderation: "Moderation",
      callback: "Webhooks",
      rest: "REST API",
      group: "Groups",
      profile: "Profiles",
      friend: "Friends",
      follow: "Following",
      status: "Who is online",
      topic: "Topics",
    },
    texts: {},
  },
  ...enPeople,
};

/** What a language must have. */
export type Dictionary = Texts<typeof en>;

/** The same keys with any texts. */
type Texts<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : Texts<T[K]>;
};
