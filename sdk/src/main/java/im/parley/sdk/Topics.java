package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.community.CreateTopic;
import im.parley.protocol.community.DeleteTopics;
import im.parley.protocol.community.ListTopics;
import im.parley.protocol.community.TopicChanged;
import im.parley.protocol.community.TopicCreated;
import im.parley.protocol.community.TopicFailure;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.community.TopicSelfChanged;
import im.parley.protocol.community.TopicState;
import im.parley.protocol.community.TopicsDeleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The user's topics: calls about them, and what answers and pushes change in them.
final class Topics implements TopicApi {
    private static final Duration KEPT = Duration.ofSeconds(300); // getTopicList#3
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Io io;
    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Link link;
    private final Emitter emitter;
    private final TopicBook topics;
    private final GroupBook groups;
    private final ConversationBook book;
    private final Conversations conversations;
    private final Timelines timelines;
    private final Changes changes;
    private final Duration timeout;
    private final RateLimit lists =
            new RateLimit("getTopicList", Limits.TOPIC_LISTS_PER_SECOND, Duration.ofSeconds(1), System::nanoTime);
    private final Map<String, Long> listed = new HashMap<>(); // when all of a community's were, nanoseconds
    private final Set<String> missing = new HashSet<>(); // of messages in topics that are not known
    private final Map<CompletableFuture<?>, Set<String>> deletions = new HashMap<>(); // while a list is on its way
    private boolean asking;
    private boolean isSynchronised; // this login, at least once
    private int logins; // answers to an older one's requests are ignored

    Topics(
            Io io,
            SerialExecutor work,
            Log log,
            Readiness readiness,
            Link link,
            Emitter emitter,
            TopicBook topics,
            GroupBook groups,
            ConversationBook book,
            Conversations conversations,
            Timelines timelines,
            Changes changes,
            Duration timeout) {
        this.io = io;
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.link = link;
        this.emitter = emitter;
        this.topics = topics;
        this.groups = groups;
        this.book = book;
        this.conversations = conversations;
        this.timelines = timelines;
        this.changes = changes;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<GroupList> getJoinedCommunityList() {
        return readiness.guard(
                () -> work.answer(() -> CompletableFuture.completedFuture(new GroupList(book.communities(), true))));
    }

    @Override
    public CompletableFuture<String> createTopicInCommunity(TopicCreation options) {
        return readiness.guard(() -> {
            Params.present("options", options);
            return work.answer(() -> create(options.request()));
        });
    }

    private CompletableFuture<String> create(CreateTopic request) {
        return link.call(request, timeout).thenApply(result -> {
            created(new TopicCreated(request.groupID(), result.topic()));
            return result.topic().topicID();
        });
    }

    @Override
    public CompletableFuture<TopicDeletion> deleteTopicFromCommunity(String groupID, List<String> topicIDList) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var wanted = Params.list("topicIDList", topicIDList);
            return work.answer(() -> delete(new DeleteTopics(groupID, wanted)));
        });
    }

    @Override
    public CompletableFuture<TopicDeletion> deleteTopicFromCommunity(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return work.answer(() -> delete(new DeleteTopics(groupID, null)));
        });
    }

    private CompletableFuture<TopicDeletion> delete(DeleteTopics request) {
        return link.call(request, timeout).thenApply(result -> {
            if (!result.successTopicIDList().isEmpty()) {
                deleted(new TopicsDeleted(request.groupID(), result.successTopicIDList()));
            }
            return new TopicDeletion(result.successTopicIDList(), result.failureTopicList());
        });
    }

    @Override
    public CompletableFuture<Topic> updateTopicProfile(TopicUpdate options) {
        return readiness.guard(() -> {
            Params.present("options", options);
            return work.answer(() -> link.call(options.request(), timeout).thenApply(result -> {
                topics.put(result.topic());
                topics.tell(result.topic().topicID());
                return Objects.requireNonNull(topics.find(result.topic().topicID()));
            }));
        });
    }

    @Override
    public CompletableFuture<TopicList> getTopicList(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return work.answer(() -> list(groupID, null));
        });
    }

    @Override
    public CompletableFuture<TopicList> getTopicList(String groupID, List<String> topicIDList) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var wanted = Params.list("topicIDList", topicIDList);
            return work.answer(() -> list(groupID, wanted));
        });
    }

    /// @param wanted null or empty: all there are
    private CompletableFuture<TopicList> list(String groupID, @Nullable List<String> wanted) {
        if (wanted != null && wanted.isEmpty()) {
            return list(groupID, null);
        }
        var at = listed.get(groupID);
        if (at != null && System.nanoTime() - at < KEPT.toNanos()) {
            return CompletableFuture.completedFuture(known(groupID, wanted));
        }
        lists.take();
        var before = topics.of(groupID);
        return upToDate(link.call(new ListTopics(groupID, wanted), timeout)).thenApply(result -> {
            heard(groupID, wanted, before, result);
            result.successTopicList().forEach(state -> topics.tell(state.topic().topicID()));
            return new TopicList(
                    result.successTopicList().stream()
                            .map(state -> topics.find(state.topic().topicID()))
                            .filter(Objects::nonNull)
                            .toList(),
                    result.failureTopicList());
        });
    }

    private TopicList known(String groupID, @Nullable List<String> wanted) {
        var found = new ArrayList<Topic>();
        var failed = new ArrayList<TopicFailure>();
        for (var topicID : wanted == null ? topics.of(groupID) : wanted) {
            var topic = topics.find(topicID);
            if (topic == null) {
                failed.add(absent(topicID));
            } else {
                found.add(topic);
            }
        }
        return new TopicList(found, failed);
    }

    private static TopicFailure absent(String topicID) {
        return new TopicFailure(
                topicID, ErrorCode.GROUP_NOT_FOUND.number(), "topic \"" + topicID + "\" does not exist");
    }

    /// A list may be older than the push that told of a deletion before it came: without those topics.
    private CompletableFuture<ListTopics.Result> upToDate(CompletableFuture<ListTopics.Result> list) {
        var deleted = new HashSet<String>();
        deletions.put(list, deleted);
        return list.whenComplete((result, failure) -> deletions.remove(list))
                .thenApply(result -> without(deleted, result));
    }

    private static ListTopics.Result without(Set<String> deleted, ListTopics.Result result) {
        var there = new ArrayList<TopicState>();
        var failed = new ArrayList<>(result.failureTopicList());
        for (var state : result.successTopicList()) {
            var topicID = state.topic().topicID();
            if (deleted.contains(topicID)) {
                failed.add(absent(topicID));
            } else {
                there.add(state);
            }
        }
        return new ListTopics.Result(there, failed);
    }

    /// @param wanted null: all there are
    /// @param before those known when it was asked for: what was made since may be missing
    /// @return which there are no more
    private List<String> heard(
            String groupID, @Nullable List<String> wanted, List<String> before, ListTopics.Result result) {
        ended(replacedBy(result));
        result.successTopicList().forEach(this::heard);
        var gone = result.failureTopicList().stream().map(TopicFailure::topicID).collect(Collectors.toSet());
        if (wanted == null) {
            listed.put(groupID, System.nanoTime());
            gone.addAll(before);
            result.successTopicList().forEach(state -> gone.remove(state.topic().topicID()));
        }
        return ended(gone);
    }

    /// Topics whose IDs are those of others by now.
    private Set<String> replacedBy(ListTopics.Result result) {
        return result.successTopicList().stream()
                .map(TopicState::topic)
                .filter(topics::isAnother)
                .map(im.parley.protocol.community.Topic::topicID)
                .collect(Collectors.toSet());
    }

    private void heard(TopicState state) {
        var view = state.conversation();
        var corrects = !topics.isKnown(state.topic().topicID());
        topics.put(state.topic(), state.selfInfo());
        conversations.listedTopic(view, corrects);
        timelines.learn(view.conversationID(), view.lastSequence());
        changes.learn(view);
    }

    private List<String> forget(Set<String> topicIDs) {
        var gone = topics.removeIf(topicIDs::contains);
        var conversationIDs =
                topicIDs.stream().map(topicID -> Types.CONV_GROUP + topicID).collect(Collectors.toSet());
        book.removeIf(state -> conversationIDs.contains(state.conversationID));
        conversationIDs.forEach(timelines::forget);
        conversationIDs.forEach(changes::forget);
        return gone;
    }

    /// These are deleted, and others may get their IDs.
    private List<String> ended(Set<String> topicIDs) {
        var gone = forget(topicIDs);
        topicIDs.forEach(topicID -> book.drop(Types.CONV_GROUP + topicID));
        return gone;
    }

    /// The user is out of a community.
    void left(String groupID) {
        listed.remove(groupID);
        forget(Set.copyOf(topics.of(groupID)));
    }

    void created(TopicCreated push) {
        timelines.learn(Types.CONV_GROUP + push.topic().topicID(), 0); // from its first message on all is news
        book.change(Types.CONV_GROUP + push.topic().topicID(), fresh -> {}); // of which nothing is read
        deletions.values().forEach(deleted -> deleted.remove(push.topic().topicID()));
        topics.put(push.topic());
        topics.tell(push.topic().topicID());
        emitter.emit(
                Events.TOPIC_CREATED,
                new Events.TopicCreated(push.groupID(), push.topic().topicID()));
    }

    void deleted(TopicsDeleted push) {
        deletions.values().forEach(deleted -> deleted.addAll(push.topicIDList()));
        ended(Set.copyOf(push.topicIDList()));
        emitter.emit(Events.TOPIC_DELETED, new Events.TopicDeleted(push.groupID(), push.topicIDList()));
    }

    void changed(TopicChanged push) {
        topics.put(push.topic());
        expectUnlessListed(push.topic().topicID());
        book.news();
    }

    /// A topic of which only the profile was heard has messages that are not known.
    private void expectUnlessListed(String topicID) {
        if (!listed.containsKey(TopicIds.community(topicID)) && book.find(Types.CONV_GROUP + topicID) == null) {
            expect(topicID);
        }
    }

    void selfChanged(TopicSelfChanged push) {
        topics.put(push.topicID(), push.selfInfo());
        book.news();
    }

    /// A topic that a message came from: the rest of it, which the message does not say.
    void expect(String topicID) {
        missing.add(topicID);
        if (!asking) {
            asking = true;
            io.after(Duration.ZERO, work, this::ask);
        }
    }

    private void ask() {
        asking = false;
        var byCommunity = missing.stream().collect(Collectors.groupingBy(TopicIds::community));
        missing.clear();
        byCommunity.forEach(this::ask);
    }

    /// @param wanted null: all there are
    /// @return completes when it is done, or cannot be
    private CompletableFuture<Void> ask(String groupID, @Nullable List<String> wanted) {
        int login = logins;
        var before = topics.of(groupID);
        return upToDate(link.callOnSocket(new ListTopics(groupID, wanted), timeout))
                .handle((result, failure) -> {
                    if (login != logins) {
                        return DONE;
                    }
                    if (failure == null) {
                        resynchronised(groupID, wanted, before, result);
                        return DONE;
                    }
                    var error = Answers.errorOf(failure);
                    if (error.code() == ErrorCode.OVER_FREQUENCY_LIMIT.number()) {
                        return later().thenCompose(retry -> login == logins ? ask(groupID, wanted) : DONE);
                    }
                    if (!error.isOutside()
                            && error.code() != ErrorCode.NETWORK_ERROR.number()) { // else the next sync asks
                        log.info("asking for topics failed: " + error);
                    }
                    return DONE;
                })
                .thenCompose(asked -> asked);
    }

    private CompletableFuture<Void> later() {
        var later = new CompletableFuture<Void>();
        io.after(RETRY, work, () -> later.complete(null));
        return later;
    }

    private void resynchronised(
            String groupID, @Nullable List<String> wanted, List<String> before, ListTopics.Result result) {
        var replaced = ended(replacedBy(result));
        var fresh = wanted != null
                ? List.<TopicState>of()
                : result.successTopicList().stream()
                        .filter(state -> !topics.isKnown(state.topic().topicID()))
                        .toList();
        var isNew = listed.containsKey(groupID); // else they may have been there all the time
        fresh.forEach(state -> timelines.meet(state.conversation(), isNew));
        var gone = new ArrayList<>(replaced);
        gone.addAll(heard(groupID, wanted, before, result));
        if (!gone.isEmpty()) {
            emitter.emit(Events.TOPIC_DELETED, new Events.TopicDeleted(groupID, gone));
        }
        for (var state : fresh) {
            var topicID = state.topic().topicID();
            var view = state.conversation();
            if (isNew) {
                topics.tell(topicID);
                emitter.emit(Events.TOPIC_CREATED, new Events.TopicCreated(groupID, topicID));
            } else if (timelines.known(view.conversationID()) == view.lastSequence()) {
                topics.tell(topicID); // nothing happened in it
            }
        }
        book.news();
    }

    /// What has become of topics while nothing was heard of them, and what was said in those that nothing was heard
    /// of before.
    void synchronise() {
        var known = new HashSet<>(topics.communities());
        known.addAll(listed.keySet());
        known.stream().filter(groupID -> !groups.isIn(groupID)).forEach(this::left);
        listed.replaceAll((groupID, at) -> System.nanoTime() - KEPT.toNanos());
        if (isSynchronised) { // else it is all history
            compare(groups.communities().stream().map(Group::groupID).iterator());
        }
        isSynchronised = true;
    }

    /// One after another: the server takes so many calls in a second.
    private void compare(Iterator<String> communities) {
        if (communities.hasNext()) {
            ask(communities.next(), null).thenRun(() -> compare(communities));
        }
    }

    void clear() {
        logins++;
        topics.clear();
        listed.clear();
        missing.clear();
        isSynchronised = false;
    }
}
