package im.parley.server.community;

import im.parley.server.group.Muted;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Rows of `topic` and `topic_member`.
final class TopicStore {
    private TopicStore() {}

    static Optional<StoredTopic> find(Handle handle, String topicID) {
        return handle.createQuery("SELECT " + StoredTopic.COLUMNS + " FROM topic t WHERE t.topic_id = :topic")
                .bind("topic", topicID)
                .map((row, context) -> StoredTopic.of(row))
                .findOne();
    }

    static Optional<StoredTopic> find(Handle handle, long id) {
        return handle.createQuery("SELECT " + StoredTopic.COLUMNS + " FROM topic t WHERE t.id = :id")
                .bind("id", id)
                .map((row, context) -> StoredTopic.of(row))
                .findOne();
    }

    /// All topics of these communities, in the order in which they were made.
    static List<StoredTopic> of(Handle handle, Collection<Long> communities) {
        return handle.createQuery(
                        "SELECT " + StoredTopic.COLUMNS + " FROM topic t WHERE t.community = ANY (:ids) ORDER BY t.id")
                .bind("ids", communities.toArray(Long[]::new))
                .map((row, context) -> StoredTopic.of(row))
                .list();
    }

    static List<StoredTopic> byID(Handle handle, Collection<Long> ids) {
        return handle.createQuery("SELECT " + StoredTopic.COLUMNS + " FROM topic t WHERE t.id = ANY (:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .map((row, context) -> StoredTopic.of(row))
                .list();
    }

    static int count(Handle handle, long community) {
        return handle.createQuery("SELECT count(*) FROM topic WHERE community = :community")
                .bind("community", community)
                .mapTo(Integer.class)
                .one();
    }

    /// @return false if the ID is in use
    static boolean insert(Handle handle, StoredTopic topic) {
        return handle.createUpdate("""
                        INSERT INTO topic (id, community, topic_id, name, introduction, notification, avatar,
                            custom_data, mute_all, created_at, info_sequence)
                        VALUES (:id, :community, :topicID, :name, :introduction, :notification, :avatar, :customData,
                            :muted, :createdAt, :infoSequence)
                        ON CONFLICT (topic_id) DO NOTHING
                        """)
                        .bind("id", topic.id())
                        .bind("community", topic.community())
                        .bind("topicID", topic.topicID())
                        .bind("name", topic.name())
                        .bind("introduction", topic.introduction())
                        .bind("notification", topic.notification())
                        .bind("avatar", topic.avatar())
                        .bind("customData", topic.customData())
                        .bind("muted", topic.isMuted())
                        .bind("createdAt", topic.createdAt())
                        .bind("infoSequence", topic.infoSequence())
                        .execute()
                == 1;
    }

    /// Stores a changed profile.
    static void update(Handle handle, StoredTopic topic) {
        handle.createUpdate("""
                        UPDATE topic
                        SET name = :name, introduction = :introduction, notification = :notification, avatar = :avatar,
                            custom_data = :customData, mute_all = :muted, info_sequence = :infoSequence
                        WHERE id = :id
                        """)
                .bind("id", topic.id())
                .bind("name", topic.name())
                .bind("introduction", topic.introduction())
                .bind("notification", topic.notification())
                .bind("avatar", topic.avatar())
                .bind("customData", topic.customData())
                .bind("muted", topic.isMuted())
                .bind("infoSequence", topic.infoSequence())
                .execute();
    }

    static void delete(Handle handle, long topic) {
        handle.createUpdate("DELETE FROM topic WHERE id = :topic")
                .bind("topic", topic)
                .execute();
    }

    /// Until when a user is muted in each topic of a community, milliseconds since 1970; others are left out.
    static Map<Long, Long> mutes(Handle handle, long community, long tinyID) {
        var mutes = new HashMap<Long, Long>();
        handle.createQuery(
                        "SELECT topic, muted_until FROM topic_member WHERE community = :community AND tiny_id = :user")
                .bind("community", community)
                .bind("user", tinyID)
                .map((row, context) -> mutes.put(row.getLong(1), row.getLong(2)))
                .list();
        return mutes;
    }

    /// Who is muted in topics of these communities, and not for less than until `now`.
    static List<Mute> mutes(Handle handle, Collection<Long> communities, long now) {
        return handle.createQuery("""
                        SELECT community, topic, tiny_id, muted_until FROM topic_member
                        WHERE community = ANY (:communities) AND muted_until > :now
                        """)
                .bind("communities", communities.toArray(Long[]::new))
                .bind("now", now)
                .map((row, context) -> new Mute(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /// @param until milliseconds since 1970
    record Mute(long community, long topic, long tinyID, long until) {}

    /// @param until milliseconds since 1970; 0: not muted any more
    static void mute(Handle handle, StoredTopic topic, Collection<Long> tinyIDs, long until) {
        handle.createUpdate("""
                        INSERT INTO topic_member (topic, tiny_id, community, muted_until)
                        SELECT :topic, u.tiny_id, :community, :until FROM unnest(:users) AS u (tiny_id)
                        ON CONFLICT (topic, tiny_id) DO UPDATE SET muted_until = EXCLUDED.muted_until
                        """)
                .bind("topic", topic.id())
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("community", topic.community())
                .bind("until", until)
                .execute();
    }

    /// Who is muted in a topic, who may write again first before the others.
    static List<Muted> muted(Handle handle, StoredTopic topic, long now, int limit) {
        return handle.createQuery("""
                        SELECT tiny_id, muted_until FROM topic_member WHERE topic = :topic AND muted_until > :now
                        ORDER BY muted_until, tiny_id LIMIT :limit
                        """)
                .bind("topic", topic.id())
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new Muted(row.getLong(1), row.getLong(2)))
                .list();
    }
}
