package im.parley.server.message;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.util.Map;

/// Where messages can get read receipts: C2C and types of groups, by the settings.
public final class ReceiptGate {
    /// What the setting calls a type of groups. Those that are not here have no receipts
    /// (`sendMessageReadReceipt#4`).
    private static final Map<String, String> NAMES =
            Map.of(Types.GRP_WORK, "Work", Types.GRP_PUBLIC, "Public", Types.GRP_MEETING, "Meeting");

    private final Settings settings;

    public ReceiptGate(Settings settings) {
        this.settings = settings;
    }

    /// What can be told without looking at the conversation.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#READ_RECEIPT_NOT_ENABLED]
    void check(ConversationId conversation) {
        if (conversation instanceof ConversationId.Group) {
            if (settings.get(AppSettings.GROUP_READ_RECEIPT_TYPES).isEmpty()) {
                throw ErrorCode.READ_RECEIPT_NOT_ENABLED.because(
                        AppSettings.GROUP_READ_RECEIPT_TYPES.key() + " names no type");
            }
        } else if (!settings.get(AppSettings.C2C_READ_RECEIPT)) {
            throw ErrorCode.READ_RECEIPT_NOT_ENABLED.because(AppSettings.C2C_READ_RECEIPT.key() + " is off");
        }
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_READ_RECEIPT_NOT_ENABLED]
    void check(View view) {
        if (view.parties() instanceof Parties.Members(var room, var accounts)) {
            if (!isOpen(room.type())) {
                throw ErrorCode.GROUP_READ_RECEIPT_NOT_ENABLED.because("group \"" + room.groupID() + "\" is of type "
                        + room.type() + ", " + AppSettings.GROUP_READ_RECEIPT_TYPES.key() + " is "
                        + settings.get(AppSettings.GROUP_READ_RECEIPT_TYPES));
            }
        }
    }

    /// Whether messages in groups of this type can get receipts; looks at nothing but the settings.
    ///
    /// @param type a `GRP_…` value
    public boolean isOpen(String type) {
        var name = NAMES.get(type);
        return name != null
                && settings.get(AppSettings.GROUP_READ_RECEIPT_TYPES).contains(name);
    }
}
