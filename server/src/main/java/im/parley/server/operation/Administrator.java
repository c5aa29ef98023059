package im.parley.server.operation;

/// The app's administrator, in whose name back ends call: signed in nowhere, and above the owner of every group.
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
