package im.parley.sdk;

import org.jspecify.annotations.Nullable;

/// Which group a tip or notice is about.
///
/// @param groupName what it was called then, in tips; null in notices
/// @param name the same in notices; null in tips
/// @param groupType a `GRP_…` value of [im.parley.protocol.Types], in notices; null in tips
/// @param from who the message is from: `@TIM#SYSTEM`
/// @param to whom the message is for: the groupID of a tip, the userID of a notice
public record GroupReference(
        String groupID,
        @Nullable String groupName,
        @Nullable String name,
        @Nullable String groupType,
        String from,
        String to) {
    GroupReference withAddressesOf(im.parley.protocol.message.Message message) {
        return new GroupReference(groupID, groupName, name, groupType, message.from(), message.to());
    }
}
