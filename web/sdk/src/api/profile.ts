import type { CustomField as WireCustomField, Profile as WireProfile } from "../generated/protocol";
import type { Response } from "./common";

/** What users tell about themselves. Unset texts are empty, unset numbers 0. */
export type Profile = { -readonly [K in keyof WireProfile]: WireProfile[K] };

/** A field beside the standard ones. */
export type CustomField = { -readonly [K in keyof WireCustomField]: WireCustomField[K] };

/** Fields to change, at least one. */
export interface UpdateProfileOptions {
  /** At most 500 bytes. */
  nick?: string;
  /** At most 500 bytes. */
  avatar?: string;
  gender?: string;
  /** At most 500 bytes. */
  selfSignature?: string;
  allowType?: string;
  /** `yyyymmdd` as a number. */
  birthday?: number;
  /** At most 16 bytes. */
  location?: string;
  language?: number;
  messageSettings?: number;
  adminForbidType?: string;
  level?: number;
  role?: number;
  /**
   * Fields that the operator has named (`profile.customFields`), each with a value of at most 500 bytes; '' takes it away.
   */
  profileCustomField?: CustomField[];
}

/** What users tell about themselves. */
export interface ProfileApi {
  /** My profile, complete. */
  getMyProfile(): Promise<Response<Profile>>;
  /** Profiles of at most 100 users, in the order asked; unknown users are left out. */
  getUserProfile(options: { userIDList: string[] }): Promise<Response<Profile[]>>;
  /** Changes my profile. Rejects with 2721 for a field or value that does not fit or a custom field that
   * the operator has not named, 2722 for none. */
  updateMyProfile(options: UpdateProfileOptions): Promise<Response<Profile>>;
}
