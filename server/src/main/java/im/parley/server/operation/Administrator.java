package im.parley.server.operation;

/// The app's administrator, as whom back ends call: signed in nowhere, and above the owner of every group.
///
/// @param tinyID the administrator's account, or that of the user in whose name they act
public record Administrator(long tinyID, String userID) implements Caller {
    /// That of nobody: all instances hear of what is done.
    @Override
    public String instanceID() {
        return "";
    }

    @Override
    public void closed() {
        throw new IllegalStateException("an administrator has no socket");
    }
}
