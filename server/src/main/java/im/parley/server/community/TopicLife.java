package im.parley.server.community;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.community.CreateTopic;
import im.parley.protocol.community.DeleteTopics;
import im.parley.protocol.community.Topic;
import im.parley.protocol.community.TopicChanged;
import im.parley.protocol.community.TopicCreated;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.community.TopicsDeleted;
import im.parley.protocol.community.UpdateTopic;
import im.parley.server.group.GroupAction;
import im.parley.server.group.GroupChange;
import im.parley.server.group.GroupChanges;
import im.parley.server.group.GroupQuestions;
import im.parley.server.message.RoomTimelines;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.settings.Settings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Making, changing and deleting topics.
final class TopicLife {
    private static final int RANDOM_BYTES = 9;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final GroupChanges changes;
    private final GroupQuestions questions;
    private final RoomTimelines timelines;
    private final Settings settings;

    TopicLife(GroupChanges changes, GroupQuestions questions, RoomTimelines timelines, Settings settings) {
        this.changes = changes;
        this.questions = questions;
        this.timelines = timelines;
        this.settings = settings;
    }

    CreateTopic.Result create(Caller caller, CreateTopic request) {
        settings.checkEnabled(AppSettings.COMMUNITIES);
        settings.checkEnabled(AppSettings.TOPICS);
        questions.createTopic(caller, request.groupID(), request.topicName());
        return changes.change(caller, request.groupID(), change -> {
            var topic = create(change, caller, request, change.now());
            change.report(CallbackCommand.AFTER_CREATE_TOPIC, topic::describe);
            return new CreateTopic.Result(topic.show());
        });
    }

    /// Makes a topic that began elsewhere.
    ///
    /// @param createTime seconds since 1970; null: now
    Topic bring(Caller caller, CreateTopic request, @Nullable Long createTime) {
        settings.checkEnabled(AppSettings.COMMUNITIES);
        settings.checkEnabled(AppSettings.TOPICS);
        return changes.change(caller, request.groupID(), change -> {
            long createdAt = GroupChange.past("CreateTime", createTime, change.now());
            return create(change, caller, request, createdAt).show();
        });
    }

    private StoredTopic create(GroupChange change, Caller caller, CreateTopic request, long createdAt) {
        change.checkTopics(caller, GroupAction.MANAGE_TOPICS);
        var handle = change.handle();
        if (TopicStore.count(handle, change.head().conversation()) >= Limits.TOPICS) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                    "community \"" + request.groupID() + "\" has " + Limits.TOPICS + " topics already");
        }
        change.changeTopics();
        var topic = draft(change, request, timelines.beginTopic(handle, change.head()), createdAt);
        if (!TopicStore.insert(handle, topic)) {
            throw ErrorCode.GROUP_ID_IN_USE.because("topicID \"" + topic.topicID() + "\" is in use");
        }
        change.push(new TopicCreated(request.groupID(), topic.show()));
        return topic;
    }

    private static StoredTopic draft(GroupChange change, CreateTopic request, RoomTimelines.Head head, long createdAt) {
        return new StoredTopic(
                head.conversation(),
                change.head().conversation(),
                request.topicID() == null ? request.groupID() + TopicIds.MARK + random() : request.topicID(),
                request.topicName(),
                orEmpty(request.introduction()),
                orEmpty(request.notification()),
                orEmpty(request.avatar()),
                orEmpty(request.customData()),
                false,
                createdAt,
                1);
    }

    private static String random() {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(random)
                .replace('_', '0')
                .replace('-', '1');
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    UpdateTopic.Result update(Caller caller, UpdateTopic request) {
        return changes.change(caller, request.groupID(), change -> {
            change.checkTopics(caller, GroupAction.MANAGE_TOPICS);
            var topic = TopicStore.find(change.handle(), request.topicID())
                    .orElseThrow(() -> Topics.notFound(request.topicID()));
            var wanted = topic.with(request);
            if (wanted.equals(topic)) {
                return new UpdateTopic.Result(topic.show());
            }
            change.changeTopics();
            var changed = wanted.changed();
            TopicStore.update(change.handle(), changed);
            change.push(new TopicChanged(request.groupID(), changed.show()));
            report(change, topic, changed);
            return new UpdateTopic.Result(changed.show());
        });
    }

    private static void report(GroupChange change, StoredTopic before, StoredTopic now) {
        var fields = now.changedFields(before);
        if (!fields.isEmpty()) {
            change.report(CallbackCommand.AFTER_TOPIC_CHANGE, body -> fields.addTo(body.put("TopicId", now.topicID())));
        }
    }

    DeleteTopics.Result delete(Caller caller, DeleteTopics request) {
        return changes.change(caller, request.groupID(), change -> {
            change.checkTopics(caller, GroupAction.MANAGE_TOPICS);
            var topics = TopicStore.of(change.handle(), List.of(change.head().conversation()));
            var picked = PickedTopics.of(topics, request.topicIDList());
            var deleted = new ArrayList<String>();
            for (var topic : picked.topics()) {
                change.changeTopics();
                TopicStore.delete(change.handle(), topic.id());
                timelines.end(change.handle(), topic.id());
                change.wrote(topic.id());
                deleted.add(topic.topicID());
            }
            if (!deleted.isEmpty()) {
                change.push(new TopicsDeleted(request.groupID(), List.copyOf(deleted)));
                change.report(
                        CallbackCommand.AFTER_TOPIC_DESTROYED,
                        body -> deleted.forEach(body.putArray("TopicIdList")::add));
            }
            return new DeleteTopics.Result(deleted, picked.missing());
        });
    }
}
