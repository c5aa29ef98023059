package im.parley.server.relation;

import im.parley.protocol.ChatException;
import im.parley.protocol.Types;
import im.parley.protocol.profile.UpdateProfile;
import im.parley.protocol.relation.AcceptFriendApplication;
import im.parley.protocol.relation.AddFriend;
import im.parley.protocol.relation.AddToBlacklist;
import im.parley.protocol.relation.CheckFriends;
import im.parley.protocol.relation.DeleteFriends;
import im.parley.protocol.relation.RelationChange;
import im.parley.protocol.relation.SyncRelations;
import im.parley.server.bus.InProcessBus;
import im.parley.server.message.TestFanout;
import im.parley.server.metrics.DailyCounts;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.Caller;
import im.parley.server.operation.FakeCaller;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Accounts;
import im.parley.server.users.ProfileService;
import im.parley.server.webhook.Callbacks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Users of two nodes on one database, each node with caches of its own.
final class People implements AutoCloseable {
    static final String SOURCE = "AddSource_Type_Test";

    final AppStore store = TestDatabase.newApp();
    private final Metrics metrics = new Metrics();
    private final AtomicInteger numbers = new AtomicInteger();
    final Node one = new Node();
    final Node other = new Node();

    final class Node {
        final Accounts accounts;
        final ProfileService profiles;
        final Settings settings;
        final PairStates pairs;
        final RelationService relations;
        final Follows follows;

        private Node() {
            var jdbi = store.jdbi();
            var bus = new InProcessBus();
            var fanout = TestFanout.on(bus, metrics);
            bus.start(fanout);
            accounts = new Accounts(jdbi, bus, Clock.systemUTC());
            profiles = new ProfileService(accounts, fanout::toUser);
            settings = new Settings(jdbi, bus, TestDatabase.background(), Clock.systemUTC(), Duration.ofSeconds(30));
            pairs = new PairStates(jdbi, settings, fanout);
            relations = new RelationService(
                    jdbi,
                    accounts,
                    profiles,
                    settings,
                    pairs,
                    fanout,
                    TestDatabase.background(),
                    new Callbacks(0, settings, metrics, new DailyCounts(), Clock.systemUTC()),
                    Clock.systemUTC());
            follows = new Follows(jdbi, accounts, profiles, settings, fanout, Clock.systemUTC());
        }
    }

    /// Somebody whom nobody knows yet.
    User newUser(String name) {
        return new User(name + numbers.incrementAndGet(), one);
    }

    /// A user and the node that serves them.
    final class User {
        final String userID;
        final long tinyID;
        final Node node;
        final Caller caller;

        private User(String userID, Node node) {
            this.userID = userID;
            this.node = node;
            this.tinyID = node.accounts.getOrCreate(userID).tinyID();
            this.caller = new FakeCaller(tinyID, userID, "instance", new CountDownLatch(1));
        }

        /// The same user at another node.
        User on(Node elsewhere) {
            return new User(userID, elsewhere);
        }

        User allows(String allowType) {
            return update(allowType, null);
        }

        User mayAsk(String adminForbidType) {
            return update(null, adminForbidType);
        }

        private User update(@Nullable String allowType, @Nullable String adminForbidType) {
            node.profiles.update(
                    caller,
                    new UpdateProfile(
                            null,
                            null,
                            null,
                            null,
                            allowType,
                            null,
                            null,
                            null,
                            null,
                            adminForbidType,
                            null,
                            null,
                            null));
            return this;
        }

        int adds(User user) {
            return adds(user, null);
        }

        int adds(User user, @Nullable String type) {
            return code(() -> add(new AddFriend(user.userID, SOURCE, null, null, null, type)));
        }

        AddFriend.Result add(AddFriend request) {
            return node.relations.friendships.add(caller, request);
        }

        private int code(Supplier<AddFriend.Result> call) {
            try {
                return call.get().code();
            } catch (ChatException refused) {
                return refused.code();
            }
        }

        RelationChange accepts(User user, @Nullable String type) {
            return node.relations.friendships.accept(
                    caller, new AcceptFriendApplication(user.userID, null, null, type));
        }

        RelationChange blocks(User... users) {
            return node.relations.blacklists.add(
                    caller,
                    new AddToBlacklist(
                            List.of(users).stream().map(user -> user.userID).toList()));
        }

        DeleteFriends.Result deletes(User user, @Nullable String type) {
            return node.relations.friends.delete(caller, new DeleteFriends(List.of(user.userID), type));
        }

        /// What everybody should agree on: as an `SNS_TYPE_…` value without its beginning.
        String isTo(User user) {
            return node.relations
                    .friends
                    .check(caller, new CheckFriends(List.of(user.userID), Types.SNS_CHECK_TYPE_BOTH))
                    .successUserIDList()
                    .getFirst()
                    .relation()
                    .replace("CheckResult_Type_", "");
        }

        /// All there is.
        SyncRelations.Result relations() {
            return since(new SyncRelations(-1, -1, -1, 0));
        }

        SyncRelations.Result since(SyncRelations known) {
            return node.relations.sync.sync(caller, known);
        }

        /// The other sides of the requests on the list, those received as `<name`, those sent as `>name`.
        List<String> applications() {
            return relations().applications().friendApplicationList().stream()
                    .map(application -> (application.type().equals(Types.SNS_APPLICATION_SENT_TO_ME) ? "<" : ">")
                            + application.userID())
                    .toList();
        }

        int unread() {
            return relations().applications().unreadCount();
        }
    }

    /// @return 0 or the code of the refusal
    static int codeOf(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (ChatException refused) {
            return refused.code();
        }
    }

    @Override
    public void close() {
        metrics.close();
        store.close();
    }
}
