import type * as api from "../../api";
import type { Area } from "../area";
import { createTopics } from "../topics";
import { groups } from "./groups";
import { BOOLEAN, OPTIONAL_TEXTS } from "../areaKinds";
import { STRING, TEXT } from "../kinds";
import type { Fields, Parameters } from "../validate";

/** What of a topic's profile may be given. */
const TOPIC_PROFILE: Fields = {
  groupID: TEXT,
  introduction: STRING,
  notification: STRING,
  avatar: STRING,
  customData: STRING,
};
const TOPICS = { groupID: TEXT, topicIDList: OPTIONAL_TEXTS };

const PARAMETERS: Parameters = {
  createTopicInCommunity: { ...TOPIC_PROFILE, topicName: TEXT, topicID: STRING },
  deleteTopicFromCommunity: TOPICS,
  updateTopicProfile: { ...TOPIC_PROFILE, topicID: TEXT, topicName: STRING, muteAllMembers: BOOLEAN },
  getTopicList: TOPICS,
};

/** Communities with topics; brings groups along. */
export const topics: Area<api.TopicApi> = {
  needs: [groups],
  parameters: PARAMETERS,
  roles: { topics: createTopics },
  part: ({ topics: known }) => ({
    api: known.api,
    pushes: {
      "topic.created": ({ groupID, topic }) => known.created(groupID, topic),
      "topic.deleted": ({ groupID, topicIDList }) => known.deleted(groupID, topicIDList),
      "topic.changed": ({ topic }) => known.changed(topic),
      "topic.selfChanged": ({ topicID, selfInfo }) => known.self(topicID, selfInfo),
    },
  }),
};
