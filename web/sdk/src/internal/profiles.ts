import { ErrorCode, EVENT, TYPES, type Profile as WireProfile } from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { ChatError } from "./errors";
import type { Session } from "./session";
import { ok } from "./ok";

/** Own and others' profiles. */
export interface Profiles {
  readonly api: Pick<api.Chat, "getMyProfile" | "getUserProfile" | "updateMyProfile">;
  readonly mine: api.Profile | undefined;
  /** My profile was changed, here or elsewhere. */
  changed(profile: WireProfile): void;
  /** With the server's copy of the own profile. After a reconnect it may be news. */
  signedIn(profile: WireProfile): void;
  reset(): void;
}

/** A copy that the app may write to. */
export const copyOf = (profile: WireProfile): api.Profile => ({
  ...profile,
  profileCustomField: profile.profileCustomField.map((field) => ({ ...field })),
});

/** What is known of a user from their messages alone. */
export const briefProfile = (userID: string, nick = "", avatar = ""): api.Profile => ({
  userID,
  nick,
  gender: "",
  birthday: 0,
  location: "",
  selfSignature: "",
  allowType: TYPES.ALLOW_TYPE_ALLOW_ANY,
  language: 0,
  avatar,
  messageSettings: 0,
  adminForbidType: TYPES.FORBID_TYPE_NONE,
  level: 0,
  role: 0,
  lastUpdatedTime: 0,
  profileCustomField: [],
});

/** What `updateMyProfile` changes, each of its type. */
const { userID: _userID, lastUpdatedTime: _lastUpdatedTime, ...FIELDS } = briefProfile("");

/** @param seen - is told every profile that comes from the server */
export function createProfiles(
  session: Pick<Session, "call">,
  emitter: Emitter,
  seen: (profiles: readonly api.Profile[]) => void,
): Profiles {
  let mine: api.Profile | undefined;

  function changed(profile: WireProfile): api.Profile {
    mine = copyOf(profile);
    seen([mine]);
    emitter.emit(EVENT.PROFILE_UPDATED, [copyOf(mine)]);
    return mine;
  }

  async function get(userIDList: readonly string[]): Promise<api.Profile[]> {
    if (!userIDList.length) return [];
    const profiles = (await session.call("profile.get", { userIDList })).profileList.map(copyOf);
    seen(profiles);
    return profiles;
  }

  async function update(options: Record<string, unknown>): Promise<api.Profile> {
    const names = Object.keys(options).filter((name) => options[name] !== undefined);
    for (const name of names) {
      const known: unknown = FIELDS[name as keyof typeof FIELDS];
      const value = options[name];
      const isNumber = typeof known === "number";
      // numbers are whole ones of 32 bits; what JSON makes of others does not reach the server's check
      if (typeof value !== typeof known || (isNumber && Number(value) >>> 0 !== value)) {
        const expected = isNumber ? "0 to 4294967295" : known === undefined ? "no such field" : typeof known;
        throw new ChatError(ErrorCode.UPDATE_PROFILE_INVALID_PARAM, `${name} is refused, expected ${expected}`);
      }
    }
    if (!names.length) throw new ChatError(ErrorCode.UPDATE_PROFILE_NO_KEY, "no field is given");
    return changed((await session.call("profile.update", options)).profile);
  }

  const methods: Profiles["api"] = {
    getMyProfile: () => Promise.resolve(ok(mine ? copyOf(mine) : briefProfile(""))),
    getUserProfile: ({ userIDList }) => get(userIDList).then((data) => ok(data)),
    updateMyProfile: (options) => update({ ...options }).then((data) => ok(copyOf(data))),
  };

  return {
    get mine() {
      return mine;
    },
    changed,
    signedIn(profile) {
      if (mine && mine.lastUpdatedTime < profile.lastUpdatedTime) changed(profile);
      else mine = copyOf(profile);
    },
    reset: () => (mine = undefined),
    api: methods,
  };
}
