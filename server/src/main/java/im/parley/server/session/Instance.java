package im.parley.server.session;

import im.parley.protocol.session.Platform;

/// A signed-in instance of a user, anywhere in the cluster.
///
/// @param signedInAt milliseconds since 1970 of its first sign-in: its age
/// @param place where its socket is
record Instance(String instanceID, Platform platform, long signedInAt, Place place) {
    /// @param node the run of the process that holds the socket
    /// @param connectionID tells sign-ins of one instance on one node apart
    record Place(String node, long connectionID) {}
}
