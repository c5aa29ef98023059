package im.parley.sdk;

import org.jspecify.annotations.Nullable;

/// What became of the wish to enter a group.
///
/// @param status a `JOIN_STATUS_…` value of [im.parley.protocol.Types] (`joinGroup#4`)
/// @param group null while the application waits
public record JoinGroupResult(String status, @Nullable Group group) {}
