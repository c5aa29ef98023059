package im.parley.server.operation;

import im.parley.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/// The app's administrator, as whom back ends call: signed in nowhere, and above the owner of every group.
///
/// @param tinyID the administrator's account, or that of the user in whose name they act
/// @param adminID the administrator's userID
public record Administrator(long tinyID, String userID, String adminID) implements Caller {
    public Administrator(long tinyID, String userID) {
        this(tinyID, userID, userID);
    }

    /// That of nobody: all instances hear of what is done.
    @Override
    public String instanceID() {
        return "";
    }

    @Override
    public Terminal terminal() {
        return Terminal.BACK_END;
    }

    @Override
    public void closed(@Nullable CloseReason why) {
        throw new IllegalStateException("an administrator has no socket");
    }
}
