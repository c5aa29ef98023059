package im.parley.protocol.profile;

import im.parley.protocol.Push;

/// The user's own profile changed on another instance or by an administrator.
@Push("profile.updated")
public record ProfileUpdated(Profile profile) {}
