/** What a file is sent as. */
export type FileKind = "image" | "audio" | "video" | "file";

/** How many bytes a file of each kind may have. */
export type Largest = Readonly<Record<FileKind, number>>;

/** What the server tells the page about itself. */
export interface PageConfig {
  readonly sdkAppID: number;
  /** Development mode: there are users to sign in as with one click. */
  readonly dev: boolean;
  readonly largest: Largest;
}

/** A user that development mode offers. */
export interface DevUser {
  readonly userID: string;
  readonly userSig: string;
  readonly nick?: string;
}

/** Asks the server which app it serves to this page. */
export async function loadPageConfig(): Promise<PageConfig> {
  return (await getJson("/config.json")) as PageConfig;
}

/** The users of development mode; none when the server is not in it. */
export async function loadDevUsers(): Promise<readonly DevUser[]> {
  const { users } = (await getJson("/dev/users")) as { users: readonly DevUser[] };
  return users;
}

async function getJson(path: string): Promise<unknown> {
  const response = await fetch(path, { headers: { accept: "application/json" }, cache: "no-store" });
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  return response.json();
}
