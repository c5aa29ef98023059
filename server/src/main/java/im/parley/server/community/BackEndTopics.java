package im.parley.server.community;

import im.parley.protocol.community.CreateTopic;
import im.parley.protocol.community.DeleteTopics;
import im.parley.protocol.community.Topic;
import im.parley.protocol.community.TopicFailure;
import im.parley.protocol.community.UpdateTopic;
import im.parley.server.group.Groups;
import im.parley.server.message.RoomTimelines;
import im.parley.server.operation.Administrator;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What a back end does with topics as the app's administrator, who need not be in their community. Members are told
/// as if one of them had done it.
public final class BackEndTopics {
    private final Jdbi jdbi;
    private final Groups groups;
    private final TopicLife life;

    BackEndTopics(Jdbi jdbi, Groups groups, TopicLife life) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.life = life;
    }

    /// @throws im.parley.protocol.ChatException see [CreateTopic]
    public Topic create(Administrator admin, CreateTopic request) {
        return life.create(admin, request).topic();
    }

    /// Makes a topic that began elsewhere; members see it, and nobody is asked or told by webhook.
    ///
    /// @param createTime seconds since 1970; null: now
    /// @throws im.parley.protocol.ChatException see [CreateTopic], and
    ///     [im.parley.protocol.ErrorCode#GROUP_INVALID_PARAMETERS] for a time to come
    public Topic bring(Administrator admin, CreateTopic request, @Nullable Long createTime) {
        return life.bring(admin, request, createTime);
    }

    /// @throws im.parley.protocol.ChatException see [UpdateTopic]
    public void update(Administrator admin, UpdateTopic request) {
        life.update(admin, request);
    }

    /// @return those that are not there
    /// @throws im.parley.protocol.ChatException see [DeleteTopics]
    public List<TopicFailure> delete(Administrator admin, DeleteTopics request) {
        return life.delete(admin, request).failureTopicList();
    }

    /// @param found with the sequence that the next message gets
    public record Topics(List<Found> found, List<TopicFailure> missing) {}

    public record Found(Topic topic, long nextSequence) {}

    /// @param topicIDs null: all
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND],
    ///     [im.parley.protocol.ErrorCode#GROUP_INVALID_PARAMETERS] for a group without topics
    public Topics get(String groupID, @Nullable List<String> topicIDs) {
        long community = groups.openAnyCommunity(groupID).conversation();
        return jdbi.withHandle(handle -> {
            var picked = PickedTopics.of(TopicStore.of(handle, List.of(community)), topicIDs);
            var heads = RoomTimelines.heads(
                    handle, picked.topics().stream().map(StoredTopic::id).toList());
            var found = picked.topics().stream()
                    .filter(topic -> heads.containsKey(topic.id()))
                    .map(topic -> new Found(
                            topic.show(),
                            Objects.requireNonNull(heads.get(topic.id())).lastSequence() + 1))
                    .toList();
            return new Topics(found, picked.missing());
        });
    }
}
