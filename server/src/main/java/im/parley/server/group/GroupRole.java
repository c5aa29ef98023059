package im.parley.server.group;

import im.parley.protocol.Types;

/// What a member is, from the least to the most.
enum GroupRole {
    MEMBER(Types.GRP_MBR_ROLE_MEMBER),
    CUSTOM(Types.GRP_MBR_ROLE_CUSTOM),
    ADMIN(Types.GRP_MBR_ROLE_ADMIN),
    OWNER(Types.GRP_MBR_ROLE_OWNER),
    /// Of no member: the app's administrator; never stored.
    ADMINISTRATOR("Administrator");

    private static final GroupRole[] ALL = values();

    private final String wireName;

    GroupRole(String wireName) {
        this.wireName = wireName;
    }

    /// A `GRP_MBR_ROLE_…` value.
    String wireName() {
        return wireName;
    }

    static GroupRole of(String wireName) {
        for (var role : ALL) {
            if (role.wireName.equals(wireName)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role " + wireName);
    }

    /// The number in `group_member.role`.
    int stored() {
        return ordinal();
    }

    static GroupRole ofStored(int number) {
        return ALL[number];
    }

    /// Owner or admin.
    boolean manages() {
        return compareTo(ADMIN) >= 0;
    }
}
