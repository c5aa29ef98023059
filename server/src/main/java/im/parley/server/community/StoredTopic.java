package im.parley.server.community;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.community.Topic;
import im.parley.protocol.community.UpdateTopic;
import im.parley.server.group.ChangedFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A row of `topic`.
///
/// @param id the number of its timeline
/// @param community the number of its community's timeline
/// @param createdAt milliseconds since 1970
record StoredTopic(
        long id,
        long community,
        String topicID,
        String name,
        String introduction,
        String notification,
        String avatar,
        String customData,
        boolean isMuted,
        long createdAt,
        long infoSequence) {
    private static final long MILLIS = 1000;

    /// The columns in the order of [#of], of a table called `t`.
    static final String COLUMNS = "t.id, t.community, t.topic_id, t.name, t.introduction, t.notification, t.avatar,"
            + " t.custom_data, t.mute_all, t.created_at, t.info_sequence";

    static StoredTopic of(ResultSet row) throws SQLException {
        return new StoredTopic(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getBoolean(9),
                row.getLong(10),
                row.getLong(11));
    }

    /// With the fields that an update names.
    StoredTopic with(UpdateTopic update) {
        return new StoredTopic(
                id,
                community,
                topicID,
                orElse(update.topicName(), name),
                orElse(update.introduction(), introduction),
                orElse(update.notification(), notification),
                orElse(update.avatar(), avatar),
                orElse(update.customData(), customData),
                orElse(update.muteAllMembers(), isMuted),
                createdAt,
                infoSequence);
    }

    /// The next state of its profile.
    StoredTopic changed() {
        return new StoredTopic(
                id,
                community,
                topicID,
                name,
                introduction,
                notification,
                avatar,
                customData,
                isMuted,
                createdAt,
                infoSequence + 1);
    }

    /// What back ends are told of a new one.
    void describe(ObjectNode body) {
        body.put("TopicId", topicID)
                .put("Name", name)
                .put("Introduction", introduction)
                .put("Notification", notification)
                .put("FaceUrl", avatar)
                .put("CustomString", customData);
    }

    /// What back ends are told of a change.
    ChangedFields changedFields(StoredTopic before) {
        return new ChangedFields()
                .with("Name", before.name, name)
                .with("Introduction", before.introduction, introduction)
                .with("Notification", before.notification, notification)
                .with("FaceUrl", before.avatar, avatar)
                .with("CustomString", before.customData, customData);
    }

    private static <T> T orElse(@Nullable T wanted, T now) {
        return wanted == null ? now : wanted;
    }

    /// As clients get it.
    Topic show() {
        return new Topic(
                topicID,
                name,
                introduction,
                notification,
                avatar,
                customData,
                isMuted,
                createdAt / MILLIS,
                infoSequence);
    }
}
