package im.parley.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/// How a user names a conversation: `C2C<userID>`, `GROUP<groupID or topicID>` or `@TIM#SYSTEM`.
public sealed interface ConversationId {
    /// The text on the wire and in the API.
    @JsonValue
    String text();

    /// The talk with one peer.
    record C2C(String peer) implements ConversationId {
        @Override
        public String text() {
            return Types.CONV_C2C + peer;
        }
    }

    /// A group or a topic.
    record Group(String groupID) implements ConversationId {
        @Override
        public String text() {
            return Types.CONV_GROUP + groupID;
        }
    }

    /// System notices.
    record System() implements ConversationId {
        @Override
        public String text() {
            return Types.CONV_SYSTEM;
        }
    }

    /// @throws ChatException [ErrorCode#INVALID_CONV_ID] if the text names no conversation
    @JsonCreator
    static ConversationId parse(@Nullable String text) {
        var id = Check.present("conversationID", text, ErrorCode.INVALID_CONV_ID);
        if (id.equals(Types.CONV_SYSTEM)) {
            return new System();
        }
        if (id.startsWith(Types.CONV_C2C)) {
            return new C2C(Check.userID(
                    "conversationID's userID", id.substring(Types.CONV_C2C.length()), ErrorCode.INVALID_CONV_ID));
        }
        var group = id.startsWith(Types.CONV_GROUP) ? id.substring(Types.CONV_GROUP.length()) : "";
        Check.that(
                Check.isGroupID(group, Limits.TOPIC_ID_BYTES),
                "conversationID",
                id,
                "C2C<userID>, GROUP<groupID> or @TIM#SYSTEM",
                ErrorCode.INVALID_CONV_ID);
        return new Group(group);
    }
}
