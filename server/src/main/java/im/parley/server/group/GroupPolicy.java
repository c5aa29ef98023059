package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Who may do what, by type of group and role. The one place where that is decided.
final class GroupPolicy {
    /// O owner, A admin, M everybody else; in the order of [GroupType].
    private static final Map<GroupAction, Row> TABLE = new EnumMap<>(GroupAction.class);

    static {
        // action                                work  public  meeting  live  community
        TABLE.put(GroupAction.EDIT_PROFILE, row("OAM", "OA", "OA", "O", "OA"));
        TABLE.put(GroupAction.MUTE_ALL, row("O", "OA", "OA", "O", "OA"));
        TABLE.put(GroupAction.SPEAK_WHILE_MUTED, row("O", "OA", "OA", "OA", "OA"));
        TABLE.put(GroupAction.DISMISS, row("", "O", "O", "O", "O"));
        TABLE.put(GroupAction.QUIT, row("OAM", "AM", "AM", "AM", "AM"));
        TABLE.put(GroupAction.TRANSFER, row("O", "O", "O", "", "O"));
        TABLE.put(GroupAction.SET_ROLE, row("", "O", "O", "", "O"));
        TABLE.put(GroupAction.REMOVE_MEMBER, row("O", "OA", "OA", "OA", "OA"));
        TABLE.put(GroupAction.MUTE_MEMBER, row("", "OA", "OA", "OA", "OA"));
        TABLE.put(GroupAction.EDIT_MEMBER, row("OA", "OA", "OA", "", "OA"));
        TABLE.put(GroupAction.DECIDE_APPLICATIONS, row("OA", "OA", "OA", "", "OA"));
        TABLE.put(GroupAction.INVITE_UNASKED, row("OA", "OA", "OA", "", "OA"));
        TABLE.put(GroupAction.MANAGE_MESSAGES, row("OA", "OA", "OA", "OA", "OA"));
        TABLE.put(GroupAction.MARK_MEMBER, row("", "", "", "O", ""));
        TABLE.put(GroupAction.MANAGE_TOPICS, row("", "", "", "", "OA"));
    }

    private GroupPolicy() {}

    static boolean may(GroupType type, GroupRole role, GroupAction action) {
        return role == GroupRole.ADMINISTRATOR || roles(type, action).contains(role);
    }

    /// Checks that somebody may in groups of this type; elsewhere not even an administrator.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_PERMISSION_DENIED]
    static void checkKnown(GroupType type, GroupAction action) {
        if (roles(type, action).isEmpty()) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                    "nobody may " + words(action) + " in groups of type " + type.wireName());
        }
    }

    /// Whether members of groups of this type can be given the role.
    static boolean knows(GroupType type, GroupRole role) {
        return role != GroupRole.CUSTOM || type == GroupType.COMMUNITY;
    }

    /// Who may.
    static Set<GroupRole> roles(GroupType type, GroupAction action) {
        var row = Objects.requireNonNull(TABLE.get(action), "every action has a row");
        return row.roles().getOrDefault(type, Set.of());
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_PERMISSION_DENIED]
    static void check(GroupType type, GroupRole role, GroupAction action) {
        if (!may(type, role, action)) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                    role.wireName() + "s of a group of type " + type.wireName() + " may not " + words(action));
        }
    }

    /// What is done to another member needs a higher role than theirs.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_PERMISSION_DENIED]
    static void check(GroupType type, GroupRole role, GroupAction action, GroupRole other) {
        check(type, role, action);
        if (!outranks(role, other)) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                    role.wireName() + "s may not " + words(action) + " who is " + other.wireName());
        }
    }

    static boolean outranks(GroupRole role, GroupRole other) {
        return role.manages() && role.compareTo(other) > 0 && other != GroupRole.OWNER;
    }

    private static String words(GroupAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private record Row(Map<GroupType, Set<GroupRole>> roles) {}

    private static Row row(String... byType) {
        var roles = new EnumMap<GroupType, Set<GroupRole>>(GroupType.class);
        for (var type : GroupType.values()) {
            roles.put(type, roles(byType[type.ordinal()]));
        }
        return new Row(roles);
    }

    private static Set<GroupRole> roles(String letters) {
        var roles = EnumSet.noneOf(GroupRole.class);
        for (char letter : letters.toCharArray()) {
            switch (letter) {
                case 'O' -> roles.add(GroupRole.OWNER);
                case 'A' -> roles.add(GroupRole.ADMIN);
                case 'M' -> roles.addAll(EnumSet.of(GroupRole.MEMBER, GroupRole.CUSTOM));
                default -> throw new IllegalArgumentException(letters);
            }
        }
        return roles;
    }
}
