package im.parley.server.push;

import im.parley.protocol.Types;
import im.parley.protocol.push.PushVendor;
import im.parley.server.message.PushFeed.Pushable;
import im.parley.server.push.Blocks.Pair;
import im.parley.server.push.Wishes.Reach;
import im.parley.server.push.Wishes.Receiver;
import im.parley.server.session.ClusterSessions;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// Decides whose phones are told of a message: of receivers with a phone who are not signed in on any node and want to
/// be told. A few queries, however many messages there are.
final class Selection {
    /// Most receivers of one job, so that it is soon done.
    static final int RECEIVERS_AT_ONCE = 100;

    private final Devices devices;
    private final ClusterSessions sessions;
    private final Accounts accounts;
    private final Wishes wishes;
    private final Blocks blocks;
    private final Clock clock;

    Selection(Devices devices, ClusterSessions sessions, Accounts accounts, Wishes wishes, Blocks blocks, Clock clock) {
        this.devices = devices;
        this.sessions = sessions;
        this.accounts = accounts;
        this.wishes = wishes;
        this.blocks = blocks;
        this.clock = clock;
    }

    /// Messages of one timeline and some of those who get them.
    ///
    /// @param users account numbers
    record Talk(long conversation, List<Pushable> messages, List<Long> users) {}

    List<Jobs.Draft> of(Collection<Talk> talks) {
        var away = away(talks);
        if (away.isEmpty()) {
            return List.of();
        }
        var receivers = new HashSet<Receiver>();
        var pairs = new HashSet<Pair>();
        for (var talk : talks) {
            for (long user : talk.users()) {
                if (away.containsKey(user)) {
                    receivers.add(new Receiver(talk.conversation(), user));
                    talk.messages().forEach(message -> pairs.add(new Pair(user, message.sender())));
                }
            }
        }
        var asked = new Asked(
                away, wishes.of(receivers, clock.instant()), blocks.among(pairs), accounts.byTinyID(away.keySet()));
        var drafts = new ArrayList<Jobs.Draft>();
        for (var talk : talks) {
            for (var message : talk.messages()) {
                asked.told(talk, message)
                        .forEach((vendor, told) -> told.stream()
                                .gather(Gatherers.windowFixed(RECEIVERS_AT_ONCE))
                                .forEach(some -> drafts.add(new Jobs.Draft(
                                        message.conversation(), message.sequence(), message.time(), vendor, some))));
            }
        }
        return drafts;
    }

    /// Those with a phone who are not signed in anywhere, and whose phones they have.
    private Map<Long, Set<PushVendor>> away(Collection<Talk> talks) {
        var users = new HashSet<Long>();
        talks.forEach(talk -> users.addAll(talk.users()));
        var away = new HashMap<>(devices.vendors(users));
        away.keySet().removeAll(sessions.online(Set.copyOf(away.keySet())));
        return away;
    }

    private record Asked(
            Map<Long, Set<PushVendor>> away,
            Map<Receiver, Reach> wishes,
            Set<Pair> blocks,
            Map<Long, Account> accounts) {
        /// Who is told by whom, in the order of the talk's users.
        Map<PushVendor, List<Long>> told(Talk talk, Pushable message) {
            var told = new EnumMap<PushVendor, List<Long>>(PushVendor.class);
            for (long user : talk.users()) {
                if (isTold(user, message)) {
                    away.getOrDefault(user, Set.of())
                            .forEach(vendor -> told.computeIfAbsent(vendor, key -> new ArrayList<>())
                                    .add(user));
                }
            }
            return told;
        }

        private boolean isTold(long user, Pushable message) {
            var receivers = message.receivers();
            var account = accounts.get(user);
            return user != message.sender()
                    && away.containsKey(user)
                    && account != null
                    && (receivers == null || receivers.contains(user))
                    && (message.invitees() == null || message.invitees().contains(account.userID()))
                    && reaches(wishes.get(new Receiver(message.conversation(), user)), message, account)
                    && !blocks.contains(new Pair(user, message.sender()));
        }

        private static boolean reaches(@Nullable Reach wish, Pushable message, Account account) {
            return switch (wish) {
                case null -> true;
                case NOTHING -> false;
                case CALLS ->
                    message.calls().contains(account.userID())
                            || message.calls().contains(Types.MSG_AT_ALL);
            };
        }
    }
}
