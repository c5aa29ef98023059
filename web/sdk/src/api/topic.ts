import type { Response } from "./common";
import type { GroupAtInfo, LastMessage } from "./conversation";
import type { Group } from "./groups";

/** What I am in a topic. */
export interface TopicSelfInfo {
  /** Until when I may not write in it, seconds since 1970; 0: I may. */
  muteTime: number;
  /** The sequence up to which I have read. */
  readedSequence: number;
  messageRemindType: string;
}

/** A topic of a Community as it was when it was handed out; a newer one is in the next `TOPIC_UPDATED`. */
export interface Topic {
  /** `<groupID>@TOPIC#_…`; messages are sent to it as to a group. */
  topicID: string;
  topicName: string;
  avatar: string;
  introduction: string;
  notification: string;
  customData: string;
  /** Whether only the Community's owner and admins may write. */
  muteAllMembers: boolean;
  /** Not part of the total unread count. */
  unreadCount: number;
  /** Messages that call me by name since I have read, oldest first. */
  groupAtInfoList: GroupAtInfo[];
  /** The sequence that the next message gets. */
  nextMessageSeq: number;
  lastMessage: LastMessage;
  selfInfo: TopicSelfInfo;
}

interface TopicProfileOptions {
  groupID: string;
  /** At most 400 bytes. */
  introduction?: string;
  /** At most 400 bytes. */
  notification?: string;
  /** At most 500 bytes. */
  avatar?: string;
  /** At most 3000 bytes. */
  customData?: string;
}

export interface CreateTopicOptions extends TopicProfileOptions {
  /** 1 to 100 bytes. */
  topicName: string;
  /** `<groupID>@TOPIC#_…`, at most 128 bytes; made by the server if none is given. */
  topicID?: string;
}

export interface UpdateTopicOptions extends TopicProfileOptions {
  topicID: string;
  /** 1 to 100 bytes. */
  topicName?: string;
  muteAllMembers?: boolean;
}

/** Some topics of a Community; all where no list is given. */
export interface TopicsOptions {
  groupID: string;
  /** 1 to 200. */
  topicIDList?: string[];
}

/** A topic that a call could not deal with. */
export interface TopicFailure {
  topicID: string;
  code: number;
  message: string;
}

/**
 * Topics: the conversations of a Community made with `isSupportTopic`. Their messages go to `GROUP<topicID>`; they are
 * not in the list of conversations. Methods reject with 10010 (no such Community or topic), 10007 (that is not for me)
 * and 10004 (a value out of range, a group without topics).
 */
export interface TopicApi {
  /** The Communities with topics that I am in. */
  getJoinedCommunityList(): Promise<Response<{ groupList: Group[] }>>;
  /** Owner and admins. Also rejects with 3021 (the topicID does not fit), 10021 (it is in use), 3122. */
  createTopicInCommunity(options: CreateTopicOptions): Promise<Response<{ topicID: string }>>;
  /** Deletes topics with their messages. Owner and admins. */
  deleteTopicFromCommunity(
    options: TopicsOptions,
  ): Promise<Response<{ successTopicList: { topicID: string }[]; failureTopicList: TopicFailure[] }>>;
  /** Owner and admins. Others get `TOPIC_UPDATED`. */
  updateTopicProfile(options: UpdateTopicOptions): Promise<Response<{ topic: Topic }>>;
  /** The server is asked once in 300 seconds, at most 10 times a second (2996); in between the list is kept current. */
  getTopicList(
    options: TopicsOptions,
  ): Promise<Response<{ successTopicList: Topic[]; failureTopicList: TopicFailure[] }>>;
}
