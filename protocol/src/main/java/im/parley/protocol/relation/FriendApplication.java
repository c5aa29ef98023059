package im.parley.protocol.relation;

/// A request to become friends that nobody has decided yet.
///
/// @param userID the other side: who sent it to me, or whom I sent it to
/// @param nick theirs
/// @param avatar theirs
/// @param time of the request, seconds since 1970
/// @param source see [AddFriend#source]
/// @param wording see [AddFriend#wording]
/// @param type `SNS_APPLICATION_SENT_TO_ME` or `SNS_APPLICATION_SENT_BY_ME`
public record FriendApplication(
        String userID, String nick, String avatar, long time, String source, String wording, String type) {}
