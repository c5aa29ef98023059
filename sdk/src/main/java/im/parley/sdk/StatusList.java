package im.parley.sdk;

import im.parley.protocol.presence.UserStatus;
import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// Statuses of users, and who has none: 70107 (no such user).
public record StatusList(List<UserStatus> successUserList, List<UserFailure> failureUserList) {}
