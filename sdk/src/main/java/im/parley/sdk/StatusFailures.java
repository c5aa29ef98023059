package im.parley.sdk;

import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// Users for whom a call about statuses did nothing.
public record StatusFailures(List<UserFailure> failureUserList) {}
