package im.parley.sdk;

import im.parley.protocol.community.UpdateTopic;
import org.jspecify.annotations.Nullable;

/// Which fields of a topic to change. Fields that are not named stay as they are.
///
/// ```java
/// chat.updateTopicProfile(new TopicUpdate(groupID, topicID).muteAllMembers(true));
/// ```
///
/// Not safe for use by many threads.
public final class TopicUpdate {
    private final String groupID;
    private final String topicID;
    private @Nullable String topicName;
    private @Nullable String introduction;
    private @Nullable String notification;
    private @Nullable String avatar;
    private @Nullable String customData;
    private @Nullable Boolean muteAllMembers;

    /// @throws IllegalArgumentException if a parameter is missing or empty
    public TopicUpdate(String groupID, String topicID) {
        this.groupID = Params.text("groupID", groupID);
        this.topicID = Params.text("topicID", topicID);
    }

    /// 1 to 100 bytes of UTF-8.
    public TopicUpdate topicName(String value) {
        topicName = value;
        return this;
    }

    /// At most 400 bytes of UTF-8.
    public TopicUpdate introduction(String value) {
        introduction = value;
        return this;
    }

    /// At most 400 bytes of UTF-8.
    public TopicUpdate notification(String value) {
        notification = value;
        return this;
    }

    /// Address of a picture, at most 500 bytes.
    public TopicUpdate avatar(String value) {
        avatar = value;
        return this;
    }

    /// The app's own text, at most 3000 bytes of UTF-8.
    public TopicUpdate customData(String value) {
        customData = value;
        return this;
    }

    /// Whether nobody but the community's owner and admins may write.
    public TopicUpdate muteAllMembers(boolean value) {
        muteAllMembers = value;
        return this;
    }

    /// @throws im.parley.protocol.ChatException if a value is out of range or no field is named
    UpdateTopic request() {
        return new UpdateTopic(
                groupID, topicID, topicName, introduction, notification, avatar, customData, muteAllMembers);
    }
}
