package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What several requests about conversations check alike.
final class OptionChecks {
    private static final ErrorCode CODE = ErrorCode.INVALID_CONV_ID;

    private OptionChecks() {}

    /// 1 to 100 texts; what each of them names is answered one by one.
    static List<String> conversations(List<String> conversationIDs) {
        return Check.list("conversationIDList", conversationIDs, Limits.CONVERSATIONS_PER_CALL, CODE);
    }

    static void notSystem(ConversationId conversation) {
        Check.that(
                !(conversation instanceof ConversationId.System),
                "conversationID",
                conversation.text(),
                "one with a user or a group",
                CODE);
    }

    /// A conversation group's name, 1 to 32 bytes.
    static void groupName(String field, @Nullable String name) {
        var text = Check.present(field, name, CODE);
        Check.that(!text.isEmpty(), field, text, "at least one character", CODE);
        Check.bytes(field, text, Limits.CONVERSATION_GROUP_NAME_BYTES, CODE);
    }
}
