package im.parley.server.bus;

/// Where an [Envelope] goes.
public sealed interface Address {
    /// Every node that has a session of this user.
    ///
    /// @param tinyID the account's number
    record User(long tinyID) implements Address {}

    /// Every node that has a session of a member of this group.
    ///
    /// @param id the number of the group's timeline
    record Group(long id) implements Address {}

    /// Every node that has a user in this live room.
    ///
    /// @param id the number of the room's group
    record Room(long id) implements Address {}

    /// Every node where somebody subscribed to this user's status.
    ///
    /// @param tinyID the account's number
    record Status(long tinyID) implements Address {}

    /// Every node.
    record Everyone() implements Address {}
}
