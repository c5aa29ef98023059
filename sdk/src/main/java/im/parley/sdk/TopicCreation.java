package im.parley.sdk;

import im.parley.protocol.community.CreateTopic;
import org.jspecify.annotations.Nullable;

/// A topic to make.
///
/// ```java
/// chat.createTopicInCommunity(new TopicCreation(groupID, "News").notification("Be kind"));
/// ```
///
/// Not safe for use by many threads.
public final class TopicCreation {
    private final String groupID;
    private final String topicName;
    private @Nullable String topicID;
    private @Nullable String introduction;
    private @Nullable String notification;
    private @Nullable String avatar;
    private @Nullable String customData;

    /// @param groupID of a community with topics
    /// @param topicName 1 to 100 bytes of UTF-8
    /// @throws IllegalArgumentException if a parameter is missing or empty
    public TopicCreation(String groupID, String topicName) {
        this.groupID = Params.text("groupID", groupID);
        this.topicName = Params.text("topicName", topicName);
    }

    /// `<groupID>@TOPIC#_…`, at most 128 bytes of printable ASCII (`createTopicInCommunity#3`); the server
    /// makes one when not set.
    public TopicCreation topicID(String value) {
        topicID = value;
        return this;
    }

    /// At most 400 bytes of UTF-8.
    public TopicCreation introduction(String value) {
        introduction = value;
        return this;
    }

    /// At most 400 bytes of UTF-8.
    public TopicCreation notification(String value) {
        notification = value;
        return this;
    }

    /// Address of a picture, at most 500 bytes.
    public TopicCreation avatar(String value) {
        avatar = value;
        return this;
    }

    /// The app's own text, at most 3000 bytes of UTF-8.
    public TopicCreation customData(String value) {
        customData = value;
        return this;
    }

    /// @throws im.parley.protocol.ChatException if a value is out of range
    CreateTopic request() {
        return new CreateTopic(groupID, topicID, topicName, introduction, notification, avatar, customData);
    }
}
