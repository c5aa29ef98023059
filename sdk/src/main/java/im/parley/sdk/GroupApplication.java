package im.parley.sdk;

/// Somebody who waits to be let into a group that the user manages.
///
/// @param applicant who asked: the user, or the member who invited them
/// @param applicantNick empty when unset
/// @param applicationType 0: the applicant wants in; 2: the applicant invited somebody
/// @param userID 2: who was invited; empty otherwise
/// @param note 0: the applicant's words; empty: none (`getGroupApplicationList#1`)
/// @param authentication handed back with the decision
/// @param messageKey names the application
public record GroupApplication(
        String applicant,
        String applicantNick,
        String groupID,
        String groupName,
        int applicationType,
        String userID,
        String note,
        String authentication,
        String messageKey) {
    static GroupApplication of(im.parley.protocol.group.GroupApplication stored) {
        return new GroupApplication(
                stored.applicant(),
                MessageContent.orEmpty(stored.applicantNick()),
                stored.groupID(),
                stored.groupName(),
                stored.applicationType(),
                MessageContent.orEmpty(stored.userID()),
                MessageContent.orEmpty(stored.note()),
                stored.authentication(),
                stored.messageKey());
    }
}
