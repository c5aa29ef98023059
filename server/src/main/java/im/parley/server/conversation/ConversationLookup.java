package im.parley.server.conversation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.conversation.ConversationFailure;
import im.parley.server.message.Rooms;
import im.parley.server.message.SystemAccount;
import im.parley.server.message.Timelines;
import im.parley.server.operation.Caller;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the timelines that callers mean by their conversation IDs.
final class ConversationLookup {
    private final Timelines timelines;
    private final Rooms rooms;
    private final Accounts accounts;

    ConversationLookup(Timelines timelines, Rooms rooms, Accounts accounts) {
        this.timelines = timelines;
        this.rooms = rooms;
        this.accounts = accounts;
    }

    /// A conversation that somebody may have.
    ///
    /// @param name its ID
    /// @param room the group's or topic's; null: with a user
    record Target(long timeline, String name, Rooms.@Nullable Room room) {}

    /// @param targets each once
    record Targets(List<Target> targets, List<ConversationFailure> failures) {}

    /// Empty where the caller has no such conversation.
    Optional<Long> find(Caller caller, ConversationId conversation) {
        return switch (conversation) {
            case ConversationId.C2C(var peer) ->
                accounts.findEver(peer).flatMap(account -> timelines.find(caller.tinyID(), account.tinyID()));
            case ConversationId.System() -> timelines.find(caller.tinyID(), SystemAccount.TINY_ID);
            case ConversationId.Group(var groupID) -> room(caller, groupID).map(Rooms.Room::conversation);
        };
    }

    /// Conversations of the caller, also with users never talked to.
    Targets resolve(Caller caller, List<String> conversationIDs) {
        var failures = new ArrayList<ConversationFailure>();
        var ids = new LinkedHashMap<String, ConversationId>();
        for (var text : conversationIDs.stream().distinct().toList()) {
            try {
                ids.put(text, ConversationId.parse(text));
            } catch (ChatException malformed) {
                failures.add(failure(text, malformed));
            }
        }
        var peers = peers(caller, ids.values());
        var targets = new ArrayList<Target>();
        ids.forEach((text, id) -> {
            try {
                targets.add(target(caller, id, peers));
            } catch (ChatException refused) {
                failures.add(failure(text, refused));
            }
        });
        return new Targets(targets, failures);
    }

    /// The timelines of those of these conversations that the caller has, by ID; none begins here.
    Map<String, Long> existing(Caller caller, Collection<ConversationId> ids) {
        var known = accounts.loadEver(peerNames(ids));
        var withPeers = timelines.existing(
                caller.tinyID(), known.values().stream().map(Account::tinyID).toList());
        var existing = new LinkedHashMap<String, Long>();
        for (var id : ids) {
            var timeline = switch (id) {
                case ConversationId.C2C(var peer) ->
                    Optional.ofNullable(known.get(peer)).map(account -> withPeers.get(account.tinyID()));
                case ConversationId.Group(var groupID) -> room(caller, groupID).map(Rooms.Room::conversation);
                case ConversationId.System() -> Optional.<Long>empty();
            };
            timeline.ifPresent(found -> existing.put(id.text(), found));
        }
        return existing;
    }

    private static List<String> peerNames(Collection<ConversationId> ids) {
        return ids.stream()
                .flatMap(id -> id instanceof ConversationId.C2C(var peer) ? Stream.of(peer) : Stream.<String>empty())
                .toList();
    }

    /// The timelines with those users that exist, by userID.
    private Map<String, Long> peers(Caller caller, Collection<ConversationId> ids) {
        var userIDs = peerNames(ids);
        if (userIDs.isEmpty()) {
            return Map.of();
        }
        var known = accounts.loadEver(userIDs);
        var begun = timelines.begin(
                caller.tinyID(), known.values().stream().map(Account::tinyID).toList());
        return known.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Objects.requireNonNull(
                                begun.get(entry.getValue().tinyID()))));
    }

    private Target target(Caller caller, ConversationId id, Map<String, Long> peers) {
        return switch (id) {
            case ConversationId.C2C(var peer) -> {
                var timeline = peers.get(peer);
                if (timeline == null) {
                    throw notFound(id);
                }
                yield new Target(timeline, id.text(), null);
            }
            case ConversationId.Group(var groupID) -> {
                var room = room(caller, groupID).orElseThrow(() -> notFound(id));
                yield new Target(room.conversation(), id.text(), room);
            }
            case ConversationId.System() ->
                throw ErrorCode.INVALID_CONV_ID.because(
                        "conversationID is " + id.text() + ", expected one with a user or a group");
        };
    }

    /// Empty where the caller is not in such a group.
    Optional<Rooms.Room> room(Caller caller, String groupID) {
        try {
            return Optional.of(rooms.open(caller.tinyID(), groupID));
        } catch (ChatException refused) {
            return Optional.empty();
        }
    }

    static ConversationFailure failure(String conversationID, ChatException why) {
        return new ConversationFailure(conversationID, why.code(), String.valueOf(why.getMessage()));
    }

    static ChatException notFound(ConversationId conversation) {
        return ErrorCode.CONV_NOT_FOUND.because("there is no conversation \"" + conversation.text() + '"');
    }
}
