package im.parley.server.community;

import im.parley.protocol.Limits;
import im.parley.protocol.community.CreateTopic;
import im.parley.protocol.community.DeleteTopics;
import im.parley.protocol.community.ListTopics;
import im.parley.protocol.community.TopicSelf;
import im.parley.protocol.community.TopicSelfChanged;
import im.parley.protocol.community.UpdateTopic;
import im.parley.server.conversation.ConversationOperations;
import im.parley.server.group.GroupChange;
import im.parley.server.group.GroupChanges;
import im.parley.server.group.GroupQuestions;
import im.parley.server.group.GroupSignal;
import im.parley.server.group.Groups;
import im.parley.server.group.Muted;
import im.parley.server.group.TopicGroups;
import im.parley.server.message.RoomTimelines;
import im.parley.server.message.RoomTimelines.Head;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The operations on topics, and what groups ask about them.
public final class Community implements TopicGroups {
    private static final long MILLIS = 1000;

    private final Topics topics;
    private final TopicLife life;
    private final TopicQueries queries;
    private final BackEndTopics backEnd;
    private final RoomTimelines timelines;
    private final CallRate listRate = CallRate.perSecond("topic.list", Limits.TOPIC_LISTS_PER_SECOND);

    public Community(
            Jdbi jdbi,
            Groups groups,
            Topics topics,
            GroupChanges changes,
            RoomTimelines timelines,
            ConversationOperations conversations,
            GroupQuestions questions,
            Accounts accounts,
            Settings settings) {
        this.topics = topics;
        this.timelines = timelines;
        this.life = new TopicLife(changes, questions, timelines, settings);
        this.backEnd = new BackEndTopics(jdbi, groups, life);
        this.queries = new TopicQueries(jdbi, groups, topics, conversations, accounts);
    }

    /// The same for back ends.
    public BackEndTopics ofBackEnds() {
        return backEnd;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(CreateTopic.class, life::create)
                .on(UpdateTopic.class, life::update)
                .on(DeleteTopics.class, life::delete)
                .on(ListTopics.class, this::list);
    }

    private ListTopics.Result list(Caller caller, ListTopics request) {
        listRate.take(caller);
        return queries.list(caller, request);
    }

    @Override
    public Head mute(GroupChange change, String topicID, Collection<Account> members, long until) {
        var topic = TopicStore.find(change.handle(), topicID)
                .filter(found -> found.community() == change.head().conversation())
                .orElseThrow(() -> Topics.notFound(topicID));
        change.changeTopics();
        TopicStore.mute(
                change.handle(), topic, members.stream().map(Account::tinyID).toList(), until);
        var push = new TopicSelfChanged(change.groupID(), topicID, new TopicSelf(until / MILLIS));
        members.forEach(member -> change.push(member, push));
        return timelines.lock(change.handle(), topic.id()).orElseThrow(() -> Topics.notFound(topicID));
    }

    @Override
    public List<Muted> muted(Handle handle, String topicID, long now, int limit) {
        var topic = TopicStore.find(handle, topicID).orElseThrow(() -> Topics.notFound(topicID));
        return TopicStore.muted(handle, topic, now, limit);
    }

    @Override
    public void changed(GroupSignal signal) {
        topics.changed(signal);
    }

    @Override
    public void forgetAll() {
        topics.forgetAll();
    }
}
