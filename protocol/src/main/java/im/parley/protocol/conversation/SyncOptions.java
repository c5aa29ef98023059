package im.parley.protocol.conversation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import org.jspecify.annotations.Nullable;

/// What changed of what the caller keeps about conversations since the version that the client knows; 0 for a
/// client that knows nothing.
@Op("conversation.syncOptions")
public record SyncOptions(long version) implements Operation<SyncOptions.Result> {
    /// @param changes absent: the known version is the newest. A page ends with the version up to which
    ///     everything is in it
    /// @param isCompleted false: more follows, asked for with the version of this page
    public record Result(@Nullable OptionsUpdated changes, boolean isCompleted) {}
}
