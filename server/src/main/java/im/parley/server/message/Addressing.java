package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// Finds who sends the messages of a batch and who gets them, and refuses those that may not be sent there. For one
/// thread.
final class Addressing {
    private final Accounts accounts;
    private final Rooms rooms;
    private final Predicate<String> receipts;

    /// @param receipts whether messages in groups of a type can get read receipts
    Addressing(Accounts accounts, Rooms rooms, Predicate<String> receipts) {
        this.accounts = accounts;
        this.rooms = rooms;
        this.receipts = receipts;
    }

    /// @param outcomes those that are refused
    void resolve(List<Append> batch, Map<Append, Stored> outcomes) {
        var known = accountsOf(batch);
        var toRooms = new ArrayList<Append>();
        for (var append : batch) {
            append.sender = known.get(append.draft.from());
            append.receiver = append.draft.toRoom() ? null : known.get(append.draft.to());
            if (append.sender == null) {
                outcomes.put(append, new Stored.Refused(append, unknown(append.draft.from())));
            } else if (append.draft.toRoom()) {
                findReceivers(append, known, toRooms, outcomes);
            } else if (append.receiver == null) {
                outcomes.put(append, new Stored.Refused(append, unknown(append.draft.to())));
            }
        }
        admit(toRooms, outcomes);
    }

    private static void findReceivers(
            Append append, Map<String, Account> known, List<Append> toRooms, Map<Append, Stored> outcomes) {
        var wanted = append.draft.receiverList();
        if (wanted != null) {
            var receivers = new ArrayList<Long>();
            if (!append.draft.origin().isTrusted()) {
                receivers.add(append.sender().tinyID());
            }
            for (var userID : wanted) {
                var account = known.get(userID);
                if (account == null) {
                    outcomes.put(append, new Stored.Refused(append, unknown(userID)));
                    return;
                }
                if (!receivers.contains(account.tinyID())) {
                    receivers.add(account.tinyID());
                }
            }
            append.receivers = receivers;
        }
        toRooms.add(append);
    }

    /// Asks the rooms whether the senders may write.
    private void admit(List<Append> appends, Map<Append, Stored> outcomes) {
        if (appends.isEmpty()) {
            return;
        }
        var admissions = rooms.admit(appends.stream().map(Rooms.Post::of).toList());
        for (int i = 0; i < appends.size(); i++) {
            var append = appends.get(i);
            switch (admissions.get(i)) {
                case Rooms.Admitted(var room, var nameCard) -> {
                    append.room = room;
                    append.nameCard = nameCard;
                    append.receiptsInRoom = receipts.test(room.type());
                    append.conversation = room.conversation();
                }
                case Rooms.Refused(var why) -> outcomes.put(append, new Stored.Refused(append, why));
            }
        }
    }

    /// Looks anew at rooms that have changed since their senders were let in.
    ///
    /// @return what may still be stored
    List<Append> admitAgain(List<Append> outdated, Map<Append, Stored> outcomes) throws SQLException {
        if (outdated.isEmpty()) {
            return outdated;
        }
        if (outdated.stream().anyMatch(append -> append.room == null)) {
            throw new SQLException("a timeline of the batch does not exist");
        }
        rooms.forget(outdated.stream()
                .map(append -> Objects.requireNonNull(append.room).audience())
                .distinct()
                .toList());
        admit(outdated, outcomes);
        return outdated.stream().filter(append -> !outcomes.containsKey(append)).toList();
    }

    private Map<String, Account> accountsOf(List<Append> batch) {
        var found = new HashMap<String, Account>();
        var unknown = new HashSet<String>();
        for (var append : batch) {
            for (var userID : users(append.draft)) {
                var account = accounts.cached(userID);
                if (account == null) {
                    unknown.add(userID);
                } else {
                    found.put(userID, account);
                }
            }
        }
        if (!unknown.isEmpty()) {
            found.putAll(accounts.load(unknown));
        }
        return found;
    }

    private static List<String> users(Draft draft) {
        if (!draft.toRoom()) {
            return List.of(draft.from(), draft.to());
        }
        var users = new ArrayList<>(List.of(draft.from()));
        if (draft.receiverList() != null) {
            users.addAll(draft.receiverList());
        }
        return users;
    }

    private static ChatException unknown(String userID) {
        return ErrorCode.MESSAGE_INVALID_ID.because("user \"" + userID + "\" is not registered");
    }
}
