package im.parley.protocol.community;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;

/// IDs of topics: `<groupID of the community>@TOPIC#_…`.
public final class TopicIds {
    /// What stands between a community's groupID and the rest.
    public static final String MARK = "@TOPIC#_";

    private TopicIds() {}

    /// Whether the ID of a room is that of a topic.
    public static boolean isTopic(String id) {
        return id.contains(MARK);
    }

    /// The groupID of the community that a topic belongs to.
    public static String community(String topicID) {
        return topicID.substring(0, topicID.indexOf(MARK));
    }

    /// A topicID that an app chose (`createTopicInCommunity#3`).
    static void checkChosen(String groupID, String topicID) {
        Check.that(
                topicID.startsWith(groupID + MARK)
                        && topicID.indexOf(MARK) == groupID.length()
                        && topicID.length() > groupID.length() + MARK.length()
                        && Check.isGroupID(topicID, Limits.TOPIC_ID_BYTES),
                "topicID",
                topicID,
                "at most " + Limits.TOPIC_ID_BYTES + " printable ASCII characters that begin with " + groupID + MARK,
                ErrorCode.ILLEGAL_TOPIC_ID);
    }

    /// The ID of a topic that exists, as far as can be told from its text.
    static void check(String groupID, String field, String topicID) {
        Check.present(field, topicID, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(
                topicID.startsWith(groupID + MARK) && Check.isGroupID(topicID, Limits.TOPIC_ID_BYTES),
                field,
                topicID,
                "the ID of a topic of community " + groupID,
                ErrorCode.GROUP_INVALID_PARAMETERS);
    }
}
