import { Refusal } from "../api/call";
import { ask } from "../api/session";
import type { ListPage } from "../ui/usePages";

/** An account as lists show it. */
export interface Account {
  readonly UserID: string;
  readonly Nick: string;
  readonly FaceUrl: string;
  /** Seconds since 1970. */
  readonly CreateTime: number;
  /** Kinds of terminals that are signed in. */
  readonly Platforms: readonly string[];
}

/** Where a user is signed in. */
export interface Instance {
  readonly Platform: string;
  readonly Node: string;
  readonly SignInTime: number;
}

/** A user's conversation with a user or a group. */
export interface Conversation {
  /** 1: a user; 2: a group. */
  readonly Type: 1 | 2;
  readonly To_Account?: string;
  readonly GroupId?: string;
  /** Of the newest message; 0: none. */
  readonly MsgTime: number;
  readonly TopFlag: number;
}

export async function findAccounts(Keyword: string | null, After: string | null): Promise<ListPage<Account>> {
  const page = await ask<{ readonly Accounts: readonly Account[]; readonly Next?: string }>("console/list_accounts", {
    Keyword,
    After,
  });
  return { items: page.Accounts, next: page.Next ?? null };
}

/** The fields of a profile that the page shows. */
const TAGS = {
  nick: "Tag_Profile_IM_Nick",
  picture: "Tag_Profile_IM_Image",
  gender: "Tag_Profile_IM_Gender",
  birthday: "Tag_Profile_IM_BirthDay",
  location: "Tag_Profile_IM_Location",
  signature: "Tag_Profile_IM_SelfSignature",
  allowType: "Tag_Profile_IM_AllowType",
  level: "Tag_Profile_IM_Level",
  role: "Tag_Profile_IM_Role",
} as const;
export type Field = keyof typeof TAGS;

/**
 * What of a profile is set.
 *
 * @throws Refusal where there is no such user
 */
export async function loadProfile(userID: string): Promise<Partial<Record<Field, string | number>>> {
  const { UserProfileItem } = await ask<{
    readonly UserProfileItem: readonly [
      {
        readonly ResultCode: number;
        readonly ResultInfo: string;
        readonly ProfileItem: readonly { readonly Tag: string; readonly Value: string | number }[];
      },
    ];
  }>("profile/portrait_get", { To_Account: [userID], TagList: Object.values(TAGS) });
  const [item] = UserProfileItem;
  if (item.ResultCode !== 0) throw new Refusal(item.ResultCode, item.ResultInfo);
  const set = new Map(item.ProfileItem.map(({ Tag, Value }) => [Tag, Value]));
  const fields: Partial<Record<Field, string | number>> = {};
  for (const [field, tag] of Object.entries(TAGS) as [Field, string][]) {
    const value = set.get(tag);
    if (value !== undefined) fields[field] = value;
  }
  return fields;
}

export async function loadInstances(UserID: string): Promise<readonly Instance[]> {
  return (await ask<{ readonly Instances: readonly Instance[] }>("console/list_instances", { UserID })).Instances;
}

export async function loadConversations(From_Account: string, after: string | null): Promise<ListPage<Conversation>> {
  const page = await ask<{
    readonly SessionItem: readonly Conversation[];
    readonly CompleteFlag: number;
    readonly StartIndex: number;
  }>("recentcontact/get_list", { From_Account, StartIndex: Number(after ?? 0), AssistFlags: 1 });
  return { items: page.SessionItem, next: page.CompleteFlag === 1 ? null : String(page.StartIndex) };
}

/** Signs a user out everywhere; older signatures of theirs count no longer. */
export async function kick(UserID: string): Promise<void> {
  await ask("im_open_login_svc/kick", { UserID });
}

/** An account that was not made, and why. */
export interface NotImported {
  readonly UserID: string;
  readonly ResultInfo: string;
}

/** As many accounts are imported by one call. */
const BATCH = 100;

/**
 * Makes accounts; those that there are stay as they are.
 *
 * @returns those that could not be made
 */
export async function importAccounts(userIDs: readonly string[]): Promise<readonly NotImported[]> {
  const failed: NotImported[] = [];
  for (let i = 0; i < userIDs.length; i += BATCH) {
    const AccountList = userIDs.slice(i, i + BATCH).map((UserID) => ({ UserID }));
    const { ResultItem } = await ask<{ readonly ResultItem: readonly NotImported[] }>(
      "im_open_login_svc/multiaccount_import",
      { AccountList },
    );
    failed.push(...ResultItem);
  }
  return failed;
}
