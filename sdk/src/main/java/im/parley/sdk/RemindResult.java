package im.parley.sdk;

import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// For which users [ConversationOptionApi#setMessageRemindType(List, String)] has set how to hear of their
/// messages.
///
/// @param failureUserIDList 2500: no such user
public record RemindResult(List<String> successUserIDList, List<UserFailure> failureUserIDList) {}
