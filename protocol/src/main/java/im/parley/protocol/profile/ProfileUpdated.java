package im.parley.protocol.profile;

import im.parley.protocol.Push;

/// The user's own profile changed on another instance or by an administrator, or that of somebody on the
/// user's list of friends did.
@Push("profile.updated")
public record ProfileUpdated(Profile profile) {}
