package im.parley.server.conversation;

import im.parley.protocol.Types;
import im.parley.server.fanout.Reminders;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How a user wants to hear of new messages in a conversation. Stored by its number.
enum RemindType {
    NOTIFY(0, Types.MSG_REMIND_ACPT_AND_NOTE, null),
    NO_PUSH(1, Types.MSG_REMIND_ACPT_NOT_NOTE, null),
    DISCARD(2, Types.MSG_REMIND_DISCARD, Reminders.Reach.NOTHING),
    PUSH_CALLS(3, Types.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT, null),
    CALLS(4, Types.NOT_RECEIVE_MSG_EXCEPT_AT, Reminders.Reach.CALLS);

    private final int number;
    private final String wireName;
    private final Reminders.@Nullable Reach reach;

    RemindType(int number, String wireName, Reminders.@Nullable Reach reach) {
        this.number = number;
        this.wireName = wireName;
        this.reach = reach;
    }

    int number() {
        return number;
    }

    /// A `MSG_REMIND_…` or `NOT_RECEIVE_…` value.
    String wireName() {
        return wireName;
    }

    /// What of the messages comes to those who are online; null: all.
    Reminders.@Nullable Reach reach() {
        return reach;
    }

    /// Whether only rooms have it (`setMessageRemindType#9`).
    boolean isForRooms() {
        return this == PUSH_CALLS || this == CALLS;
    }

    static RemindType of(int number) {
        return Arrays.stream(values())
                .filter(type -> type.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no remind type " + number));
    }

    static RemindType of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no remind type " + wireName));
    }
}
