import { ErrorCode } from "../generated/protocol";
import { ChatError } from "./errors";
import type { GroupList } from "./groupList";
import type { LiveRoom } from "./liveRoom";
import type { Media } from "./media";
import type { MediaAccess } from "./mediaAccess";
import type { ToWire } from "./mediaPayload";
import type { Mergers } from "./merger";
import type { Relations } from "./relations";
import type { Topics } from "./topics";

// What the core sees where an app has left an area out: nothing of the kind.

const nothing = (): undefined => undefined;
const none = (): never[] => [];
const done = (): Promise<void> => Promise.resolve();

export const NO_GROUPS: GroupList = {
  find: nothing,
  of: nothing,
  isIn: () => true,
  isLeft: () => false,
  take: nothing,
  joined: nothing,
  left: nothing,
  self: nothing,
  counted: nothing,
  touch: nothing,
  view: nothing,
  listed: none,
  communities: none,
  load: done,
  catchUp: done,
  announce: nothing,
  reset: nothing,
};

const unknown = (what: string) => (): Promise<never> =>
  Promise.reject(new ChatError(ErrorCode.INVALID_CONV_ID, `${what} are left out here`));

export const NO_LIVE: LiveRoom = {
  join: unknown("groups"),
  follow: nothing,
  entered: nothing,
  left: nothing,
  comeBack: done,
  isHere: () => true,
  concerns: () => true,
  reset: nothing,
};

const topics: Omit<Topics, "api"> = {
  created: nothing,
  deleted: nothing,
  changed: nothing,
  self: nothing,
  left: nothing,
  touch: nothing,
  view: nothing,
  meet: nothing,
  fetch: unknown("topics"),
  catchUp: done,
  announce: nothing,
  reset: nothing,
};

const relations: Pick<Relations, "remark" | "profileUpdated" | "sync" | "catchUp" | "announce" | "reset"> = {
  remark: () => "",
  profileUpdated: () => false,
  sync: done,
  catchUp: nothing,
  announce: nothing,
  reset: nothing,
};

const media: Omit<Media, "creating"> = { register: nothing, upload: nothing, reset: nothing };
export const NO_ACCESS: MediaAccess = {
  addressOf: () => "",
  resolve: (address) => address,
  renew: done,
  reset: nothing,
};

/** What payloads are without files: the same everywhere. */
export const asItIs: ToWire = (_type, payload) => payload;

const mergers: Omit<Mergers, "api"> = { sendable: (payload) => Promise.resolve(payload) };

// what is missing in these is asked for by the area itself only, which is not there
export const NO_TOPICS = topics as Topics;
export const NO_RELATIONS = relations as Relations;
export const NO_MEDIA = media as Media;
export const NO_MERGERS = mergers as Mergers;
