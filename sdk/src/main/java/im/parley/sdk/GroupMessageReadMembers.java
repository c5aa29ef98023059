package im.parley.sdk;

import java.util.List;

/// A page of members who have or have not read a message.
///
/// @param isCompleted nobody is left
/// @param cursor asks for the next page; empty at the end
/// @param messageID the message
/// @param readUserIDList who has, if that was asked for
/// @param unreadUserIDList who has not, if that was asked for
public record GroupMessageReadMembers(
        boolean isCompleted,
        String cursor,
        String messageID,
        List<String> readUserIDList,
        List<String> unreadUserIDList) {}
